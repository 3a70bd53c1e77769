import asyncio
import json
from collections.abc import AsyncGenerator

import httpx
import pytest
import stripe
from sqlmodel import select
from starlette.applications import Starlette

from asystec_web.api.billing import ROUTES
from asystec_web.models import Consecutive, PlanAttempt, TokenPurpose
from asystec_web.services import build_services, services, use_services
from asystec_web.services.billing.attempts import Choice
from asystec_web.services.cookies import cookie_name
from asystec_web.simulators.servers import running_app
from tests.billing_world import (
    PUBLIC_URL,
    PYME_ANNUAL,
    SECRET,
    BillingWorld,
    our_app,
)
from tests.waiting import LONG_S

CHOSEN = {"lookup_key": PYME_ANNUAL, "amount": "9990000", "currency": "crc"}
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
async def client(world: BillingWorld) -> AsyncGenerator[httpx.AsyncClient]:
    """Somebody's client, not signed in."""
    held = build_services(world.settings)
    transport = httpx.ASGITransport(Starlette(routes=ROUTES))
    with use_services(held):
        async with httpx.AsyncClient(
            transport=transport, base_url=PUBLIC_URL
        ) as client:
            yield client
    await held.close()


@pytest.fixture
async def customer(client: httpx.AsyncClient, world: BillingWorld) -> httpx.AsyncClient:
    """The browser of the one who signed up."""
    held = build_services(world.settings)
    ticket = await held.sessions.issue(world.account_id, TokenPurpose.SIGN_IN)
    token = await held.sessions.open(ticket, "")
    await held.close()
    client.cookies.set(cookie_name(world.settings), token)
    return client


def where(answer: httpx.Response) -> str:
    assert answer.status_code == 303
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.headers["Location"]


async def test_the_form_leads_to_stripe(customer: httpx.AsyncClient) -> None:
    answer = await customer.post("/pagar", data=CHOSEN, headers=OURS)

    assert "/c/pay/cs_test_" in where(answer)


async def test_who_is_not_signed_in_signs_in(client: httpx.AsyncClient) -> None:
    assert where(await client.post("/pagar", data=CHOSEN, headers=OURS)) == "/"
    assert where(await client.get("/suscripcion")) == "/"


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Sec-Fetch-Site": "cross-site"}, id="fetch metadata"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, id="a neighbour"),
        pytest.param({"Origin": "https://otra.example"}, id="origin"),
        pytest.param({"Origin": "null"}, id="hidden origin"),
    ],
)
async def test_other_sites_cannot_make_anyone_pay(
    customer: httpx.AsyncClient, world: BillingWorld, headers: dict[str, str]
) -> None:
    answer = await customer.post("/pagar", data=CHOSEN, headers=headers)

    assert answer.status_code == 403
    assert await world.all("checkout/sessions") == []


@pytest.mark.parametrize("lookup_key", ["otro", "\u0000" * 9])
async def test_a_plan_that_is_not_on_sale_is_called_that(
    customer: httpx.AsyncClient, lookup_key: str
) -> None:
    form = CHOSEN | {"lookup_key": lookup_key}

    answer = await customer.post("/pagar", data=form, headers=OURS)

    assert where(answer) == "/plan?aviso=plan"


async def subscription_is(world: BillingWorld, status: str) -> None:
    await world.subscribe()
    listed = {
        "object": "list",
        "data": [await world.subscription() | {"status": status}],
        "has_more": False,
    }
    said = {"path": "/v1/subscriptions", "status": 200, "body": json.dumps(listed)}
    await world.control("mood", said)


@pytest.mark.parametrize(
    ("status", "address"),
    [
        ("past_due", "/listo"),
        ("unpaid", "/plan?aviso=suscripcion"),
        ("paused", "/plan?aviso=suscripcion"),
        ("incomplete", "/plan?aviso=suscripcion"),
    ],
)
async def test_a_subscription_in_trouble_is_not_sold_again(
    customer: httpx.AsyncClient, world: BillingWorld, status: str, address: str
) -> None:
    await subscription_is(world, status)

    answer = await customer.post("/pagar", data=CHOSEN, headers=OURS)

    assert where(answer) == address


async def test_a_subscription_in_trouble_is_told_in_the_tab_of_a_frame(
    client: httpx.AsyncClient, world: BillingWorld
) -> None:
    await subscription_is(world, "unpaid")
    shown = Choice(PYME_ANNUAL, 9990000, "crc")
    token = services().pay_tokens.make(world.account_id, shown)

    form = CHOSEN | {"pay_token": token}
    answer = await client.post("/pagar", data=form, headers=OURS)

    assert "con un cobro pendiente" in answer.text
    assert "No se cobró nada más" in answer.text


async def test_a_frame_without_a_token_is_sent_back_and_not_to_sign_in(
    client: httpx.AsyncClient,
) -> None:
    form = CHOSEN | {"pay_token": "none"}

    answer = await client.post("/pagar", data=form, headers=OURS)

    assert answer.status_code == 200
    assert "Abrir de nuevo" in answer.text


@pytest.mark.parametrize(
    "form",
    [
        pytest.param({}, id="nothing"),
        pytest.param(CHOSEN | {"amount": "1"}, id="another amount"),
        pytest.param(CHOSEN | {"amount": "x"}, id="no amount"),
        pytest.param(CHOSEN | {"amount": "9" * 500}, id="endless amount"),
        pytest.param(CHOSEN | {"currency": "<b>"}, id="no currency"),
        pytest.param(CHOSEN | {"x": "y" * 100_000}, id="endless form"),
        pytest.param({f"x{n}": "" for n in range(50)}, id="many fields"),
    ],
)
async def test_what_the_page_did_not_show_is_not_sold(
    customer: httpx.AsyncClient, form: dict[str, str]
) -> None:
    answer = await customer.post("/pagar", data=form, headers=OURS)

    assert where(answer) == "/plan?aviso=precio"


async def test_bytes_that_are_no_text_are_not_sold(customer: httpx.AsyncClient) -> None:
    answer = await customer.post("/pagar", content=b"\xff\xfe=1", headers=OURS)

    assert where(answer) == "/plan?aviso=precio"


async def test_an_outage_leads_back_to_the_plans(
    customer: httpx.AsyncClient, world: BillingWorld
) -> None:
    await world.control("mood", {"status": 400})

    answer = await customer.post("/pagar", data=CHOSEN, headers=OURS)

    assert where(answer) == "/plan?aviso=pago"


async def test_who_has_subscribed_is_done(
    customer: httpx.AsyncClient, world: BillingWorld
) -> None:
    await world.subscribe()

    answer = await customer.post("/pagar", data=CHOSEN, headers=OURS)

    assert where(answer) == "/listo"


async def test_managing_leads_to_the_portal(
    customer: httpx.AsyncClient, world: BillingWorld
) -> None:
    await world.subscribe()

    assert "/p/session/" in where(await customer.post("/suscripcion"))
    assert "/p/session/" in where(await customer.get("/suscripcion"))


async def test_managing_during_an_outage_leads_to_the_profile(
    customer: httpx.AsyncClient, world: BillingWorld
) -> None:
    await world.subscribe()
    await world.control("mood", {"status": 400})

    assert where(await customer.get("/suscripcion")) == "/perfil?aviso=pago"


async def test_paying_is_a_post(client: httpx.AsyncClient) -> None:
    assert (await client.get("/pagar")).status_code == 405
    assert (await client.get("/stripe/webhook")).status_code == 405


@pytest.mark.parametrize(
    ("payload", "signature"),
    [
        pytest.param(b"{}", "", id="unsigned"),
        pytest.param(b"\xff", "t=1,v1=x", id="no UTF-8"),
        pytest.param(b"{}", "t=1,v1=\xf1", id="not ASCII"),
        pytest.param(
            b"[]",
            stripe.WebhookSignature.generate_signature_header("[]", SECRET),
            id="signed list",
        ),
    ],
)
async def test_forged_events_are_bad_requests(
    client: httpx.AsyncClient, payload: bytes, signature: str
) -> None:
    headers = {b"Stripe-Signature": signature.encode("latin-1")}

    answer = await client.post("/stripe/webhook", content=payload, headers=headers)

    assert answer.status_code == 400


async def test_an_endless_event_is_too_large(client: httpx.AsyncClient) -> None:
    answer = await client.post("/stripe/webhook", content=b"x" * 300_000)

    assert answer.status_code == 413


async def test_an_event_during_an_outage_is_to_be_sent_again(
    client: httpx.AsyncClient, world: BillingWorld
) -> None:
    await world.subscribe()
    payload = json.dumps(await world.event("checkout.session.completed"))
    signature = stripe.WebhookSignature.generate_signature_header(payload, SECRET)
    headers = {"Stripe-Signature": signature}
    await world.control("mood", {"path": "/v1/subscriptions", "status": 400})

    refused = await client.post("/stripe/webhook", content=payload, headers=headers)
    await world.control("mood", [])
    taken = await client.post("/stripe/webhook", content=payload, headers=headers)

    assert (refused.status_code, taken.status_code) == (503, 200)


@pytest.mark.parametrize("mode", ["normal", "duplicate", "shuffle"])
async def test_stripe_itself_tells_who_has_paid(world: BillingWorld, mode: str) -> None:
    with running_app(our_app(world.settings)) as url:
        await world.control(
            "webhook",
            {"url": f"{url}/stripe/webhook", "secret": SECRET, "key": world.key},
        )
        await world.control("deliveries", {"mode": mode})
        await world.subscribe()

        async with asyncio.timeout(LONG_S):
            # The event arrives in the other process: only the row tells.
            while not await world.billing.subscription(world.account_id):  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    subscription = await world.billing.subscription(world.account_id)
    assert subscription is not None
    assert (subscription.status, subscription.plan) == ("active", "pyme")


@pytest.mark.parametrize("mode", ["bad_signature", "stale"])
async def test_what_stripe_did_not_sign_now_is_not_believed(
    world: BillingWorld, mode: str
) -> None:
    with running_app(our_app(world.settings)) as url:
        await world.control(
            "webhook",
            {"url": f"{url}/stripe/webhook", "secret": SECRET, "key": world.key},
        )
        await world.control("deliveries", {"mode": mode})
        await world.subscribe()
        await asyncio.sleep(0.3)

    assert await world.billing.subscription(world.account_id) is None


async def test_nothing_is_sold_before_the_steps_are_answered(
    customer: httpx.AsyncClient, world: BillingWorld
) -> None:
    async with world.database.transaction() as session:
        for row in await session.exec(select(Consecutive)):
            await session.delete(row)

    answer = await customer.post("/pagar", data=CHOSEN, headers=OURS)

    assert where(answer) == "/consecutivos"
    assert await world.rows(PlanAttempt) == 0
