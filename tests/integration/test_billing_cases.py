"""The cases that must hold, each by its name, on both databases."""

import asyncio
import json
import time
from urllib.parse import urlsplit

import pytest
import stripe
from pydantic import SecretStr
from structlog.testing import capture_logs

from asystec_web.errors.billing import BillingUnavailable, PlanUnknown, PriceChanged
from asystec_web.models import StripeEvent
from asystec_web.services.billing import Billing, EventRefused, Stand
from asystec_web.simulators.servers import running_app
from tests.billing_world import (
    DECLINED,
    PYME_ANNUAL,
    PYME_MONTHLY,
    SECRET,
    BillingWorld,
    Json,
    our_app,
)
from tests.waiting import LONG_S

pytestmark = pytest.mark.both_databases

COMPLETED = "checkout.session.completed"
FAILS_AT_RENEWAL = "4000000000000341"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again after moments instead of half a second."""
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)


async def test_double_click_eight_times_is_one_customer_and_one_session(
    world: BillingWorld,
) -> None:
    await world.control("latency", {"seconds": 0.05})

    addresses = await asyncio.gather(*(world.choose(PYME_ANNUAL) for _ in range(8)))
    await world.control("latency", {"seconds": 0})

    assert len(set(addresses)) == 1
    assert len(await world.all("customers")) == 1
    assert len(await world.all("checkout/sessions")) == 1


async def test_switch_from_monthly_to_annual_before_paying_kills_the_old_session(
    world: BillingWorld,
) -> None:
    monthly = await world.choose(PYME_MONTHLY)
    annual = await world.choose(PYME_ANNUAL)

    assert (await world.pay(monthly)).status_code != 303
    assert (await world.pay(annual)).status_code == 303

    await world.billing.sync(world.account_id)
    await world.is_at_peace()


async def test_second_subscription_minted_elsewhere_keeps_the_oldest_and_alarms(
    world: BillingWorld,
) -> None:
    await world.subscribe()
    first = await world.subscription()
    await world.days_pass(0.1)
    price = first["items"]["data"][0]["price"]["id"]
    await world.ask(
        "POST",
        "/v1/subscriptions",
        customer=first["customer"],
        default_payment_method=first["default_payment_method"],
        **{"items[0][price]": price},
    )

    with capture_logs() as logs:
        await world.told("customer.subscription.created")

    known = await world.billing.subscription(world.account_id)
    assert known is not None
    assert known.stripe_subscription_id == first["id"]
    assert await world.stand() is Stand.DUPLICATE
    assert [each["event"] for each in logs if each["log_level"] == "error"] == [
        "two_live_subscriptions"
    ]


async def test_return_before_webhook(world: BillingWorld) -> None:
    await world.subscribe()

    await world.billing.sync(world.account_id)
    await world.told(COMPLETED)

    await world.is_at_peace()


async def test_webhook_before_return(world: BillingWorld) -> None:
    await world.subscribe()

    await world.told(COMPLETED)
    await world.billing.sync(world.account_id)

    await world.is_at_peace()


async def test_webhook_lost_and_tab_closed(world: BillingWorld) -> None:
    await world.subscribe()
    await world.minutes_pass()

    await world.billing.sweep()

    await world.is_at_peace()


async def test_shuffled_and_tripled_deliveries(world: BillingWorld) -> None:
    with running_app(our_app(world.settings)) as url:
        hook = {"url": f"{url}/stripe/webhook", "secret": SECRET, "key": world.key}
        await world.control("webhook", hook)
        await world.control("deliveries", {"mode": "hold"})
        await world.subscribe()
        await world.control("deliveries", {"mode": "normal"})

        out = await world.control("release", {"shuffle": True, "copies": 3})
        async with asyncio.timeout(LONG_S):
            while (await deliveries(world)).get("delivered", 0) < out["released"]:  # noqa: ASYNC110 - another process delivers
                await asyncio.sleep(0.05)

    await world.is_at_peace()
    assert await world.rows(StripeEvent) == out["released"] / 3


async def deliveries(world: BillingWorld) -> dict[str, int]:
    state = (await world.http.get("/_control/state")).json()
    return state["worlds"][-1]["deliveries"]


async def test_stale_completed_after_cancel_revives_nothing(
    world: BillingWorld,
) -> None:
    await world.subscribe()
    completed = await world.event(COMPLETED)
    await world.ask("DELETE", f"/v1/subscriptions/{(await world.subscription())['id']}")
    await world.told("customer.subscription.deleted")

    await world.deliver(completed)

    assert await world.stand() is Stand.ENDED
    await world.is_at_peace()


def signed(payload: bytes, secret: str = SECRET, age_s: int = 0) -> str:
    return stripe.WebhookSignature.generate_signature_header(
        payload.decode(), secret, timestamp=int(time.time()) - age_s
    )


async def refused(world: BillingWorld, payload: bytes, signature: str) -> None:
    with pytest.raises(EventRefused):
        await world.billing.handle_event(payload, signature)
    assert await world.rows(StripeEvent) == 0


async def test_forged(world: BillingWorld) -> None:
    await world.subscribe()
    payload = json.dumps(await world.event(COMPLETED)).encode()

    await refused(world, payload, signed(payload, "whsec_otro"))
    await refused(world, payload + b" ", signed(payload))
    await refused(world, payload, "")


async def test_stale(world: BillingWorld) -> None:
    await world.subscribe()
    payload = json.dumps(await world.event(COMPLETED)).encode()

    await refused(world, payload, signed(payload, age_s=3600))


@pytest.mark.parametrize(
    "payload",
    [b"", b"[]", b"null", b"{", b'{"object": "event"}', b"[" * 50_000],
    ids=["nothing", "list", "null", "half", "no event", "deep"],
)
async def test_garbage(world: BillingWorld, payload: bytes) -> None:
    await refused(world, payload, signed(payload))
    await refused(world, payload, "t=ñ,v1=ñ")
    await refused(world, b"\xff" + payload, "t=1,v1=1")


async def test_wrong_livemode(world: BillingWorld) -> None:
    await world.subscribe()
    live = await world.event(COMPLETED) | {"livemode": True}
    payload = json.dumps(live).encode()

    await refused(world, payload, signed(payload))


async def test_another_accounts_session_id(world: BillingWorld) -> None:
    await world.subscribe()
    (session,) = await world.all("checkout/sessions")
    other = await world.new_account("otra", cedula="3101999998")

    await world.billing.returned(other, session["id"])
    await world.billing.sync(other)

    assert (await world.billing.standing(other)).stand is Stand.NONE
    assert await world.stand() is Stand.NONE
    await world.billing.returned(world.account_id, session["id"])
    assert await world.stand() is Stand.CONFIRMING


async def raise_the_price(world: BillingWorld) -> None:
    old = await world.price(PYME_ANNUAL)
    product = (await world.ask("GET", f"/v1/prices/{old.price_id}"))["product"]
    await world.ask(
        "POST",
        "/v1/prices",
        product=product,
        currency="crc",
        unit_amount="10990000",
        lookup_key=PYME_ANNUAL,
        transfer_lookup_key="true",
        **{"recurring[interval]": "year"},
    )


async def test_price_changed_from_page_to_click(world: BillingWorld) -> None:
    shown = await world.price(PYME_ANNUAL)
    await raise_the_price(world)

    with pytest.raises(PriceChanged):
        await world.billing.checkout(
            world.account_id, PYME_ANNUAL, shown.amount, shown.currency
        )

    assert await world.all("checkout/sessions") == []


async def test_price_changed_from_click_to_pay(world: BillingWorld) -> None:
    old = await world.choose(PYME_ANNUAL)
    shown = await world.price(PYME_ANNUAL)
    await raise_the_price(world)

    with pytest.raises(PriceChanged):
        await world.billing.checkout(
            world.account_id, PYME_ANNUAL, shown.amount, shown.currency
        )
    await world.billing.plans()
    new = await world.choose(PYME_ANNUAL)

    assert (await world.pay(old)).status_code != 303
    assert (await world.pay(new)).status_code == 303
    known = await world.billing.sync(world.account_id)
    assert known is not None
    assert (known.amount, known.plan) == (10990000, "pyme")


async def test_plan_archived(world: BillingWorld) -> None:
    price = await world.price(PYME_ANNUAL)
    await world.subscribe()
    await world.ask("POST", f"/v1/prices/{price.price_id}", active="false")
    product = (await world.ask("GET", f"/v1/prices/{price.price_id}"))["product"]
    await world.ask("POST", f"/v1/products/{product}", active="false")
    world.account_id, payer = await world.new_account("otra"), world.account_id

    with pytest.raises(PlanUnknown):
        await world.billing.checkout(
            world.account_id, PYME_ANNUAL, price.amount, price.currency
        )
    known = await world.billing.sync(payer)

    assert known is not None
    assert (known.plan, known.status) == ("pyme", "active")


SESSIONS = "/v1/checkout/sessions"


async def test_too_many_requests_429(world: BillingWorld) -> None:
    limited = {"status": 429, "body": '{"error": {"code": "rate_limit"}}'}
    await world.control("mood", {"path": SESSIONS, "method": "POST"} | limited)
    with pytest.raises(BillingUnavailable):
        await world.choose(PYME_ANNUAL)
    await world.control("mood", [])

    await bought_once(world)


async def test_503_twice(world: BillingWorld) -> None:
    await world.control("mood", {"path": SESSIONS, "method": "POST", "times": 2})

    await bought_once(world)


async def test_answer_lost_after_commit(world: BillingWorld) -> None:
    await world.price(PYME_ANNUAL)
    lost = {"path": SESSIONS, "method": "POST", "when": "after", "drop": True}
    await world.control("mood", lost)
    with pytest.raises(BillingUnavailable):
        await world.choose(PYME_ANNUAL)
    await world.control("mood", [])

    await bought_once(world)
    assert len(await world.all("checkout/sessions")) == 1


async def test_stored_500(world: BillingWorld) -> None:
    await world.control("break", {"path": SESSIONS})
    with pytest.raises(BillingUnavailable):
        await world.choose(PYME_ANNUAL)

    await bought_once(world)


async def bought_once(world: BillingWorld) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    await world.is_at_peace()


async def test_stripe_down_during_webhook(world: BillingWorld) -> None:
    await world.subscribe()
    await world.control("mood", {"path": "/v1/subscriptions", "status": 500})
    with pytest.raises(BillingUnavailable):
        await world.told(COMPLETED)
    await world.control("mood", [])

    await world.told(COMPLETED)

    await world.is_at_peace()


async def test_stripe_down_during_webhook_and_never_sent_again(
    world: BillingWorld,
) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    await world.ask("DELETE", f"/v1/subscriptions/{(await world.subscription())['id']}")
    await world.control("mood", {"path": "/v1/subscriptions", "status": 500})
    with pytest.raises(BillingUnavailable):
        await world.told("customer.subscription.deleted")
    await world.control("mood", [])
    await world.minutes_pass()

    await world.billing.sweep()

    assert await world.stand() is Stand.ENDED


async def test_customer_deleted(world: BillingWorld) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    await world.ask("DELETE", f"/v1/customers/{await world.customer()}")

    await world.told("customer.deleted")

    assert await world.stand() is Stand.ENDED
    await world.subscribe()
    await world.billing.sync(world.account_id)
    account = await world.account()
    assert account.stripe_customer_generation == 1
    assert account.stripe_customer_id == await world.customer()
    assert await world.stand() is Stand.ACTIVE


async def test_cancelled_in_dashboard(world: BillingWorld) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)

    await world.ask("DELETE", f"/v1/subscriptions/{(await world.subscription())['id']}")
    await world.told("customer.subscription.deleted")

    assert await world.stand() is Stand.ENDED


async def test_cancelled_in_portal(world: BillingWorld) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    portal = urlsplit(await world.billing.portal_url(world.account_id)).path
    subscription = await world.subscription()

    await world.http.post(
        portal, data={"act": "cancel", "subscription": subscription["id"]}
    )
    await world.billing.refresh(world.account_id)

    standing = await world.billing.standing(world.account_id)
    assert standing.stand is Stand.CANCELS
    assert standing.entitles
    assert standing.on is not None
    await world.days_pass(366)
    await world.told("customer.subscription.deleted")
    assert await world.stand() is Stand.ENDED


async def test_declined_at_checkout(world: BillingWorld) -> None:
    address = await world.choose(PYME_ANNUAL)

    assert (await world.pay(address, DECLINED)).status_code == 402
    await world.billing.sync(world.account_id)
    nothing = await world.stand()
    again = await world.choose(PYME_ANNUAL)

    assert nothing is Stand.NONE
    assert again == address
    await bought_once(world)


async def test_declined_at_renewal(world: BillingWorld) -> None:
    await world.pay(await world.choose(PYME_MONTHLY), FAILS_AT_RENEWAL)
    await world.billing.sync(world.account_id)

    await world.days_pass(32)
    await world.told("invoice.payment_failed")
    failed = await world.billing.standing(world.account_id)
    await world.days_pass(30)
    await world.told("customer.subscription.deleted")

    assert (failed.stand, failed.entitles) == (Stand.PAYMENT_FAILED, True)
    assert await world.stand() is Stand.ENDED


async def paid_back(world: BillingWorld) -> Json:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    return {"of": await world.customer()}


async def test_refund(world: BillingWorld) -> None:
    await world.control("refund", await paid_back(world))

    with capture_logs() as logs:
        await world.told("charge.refunded")

    assert "payment_refunded" in [each["event"] for each in logs]
    assert await world.stand() is Stand.ACTIVE


async def test_dispute(world: BillingWorld) -> None:
    opened = await world.control("dispute", await paid_back(world))
    with capture_logs() as logs:
        await world.told("charge.dispute.created")
    suspended = await world.stand()

    await world.control("dispute_end", {"dispute": opened["dispute"], "won": True})
    await world.told("charge.dispute.closed")

    assert "payment_disputed" in [each["event"] for each in logs]
    assert (suspended, await world.stand()) == (Stand.SUSPENDED, Stand.ACTIVE)


@pytest.mark.parametrize("secret", ["", "  "])
async def test_blank_secret_refuses_to_serve(world: BillingWorld, secret: str) -> None:
    await world.subscribe()
    payload = json.dumps(await world.event(COMPLETED)).encode()
    blank = world.settings.model_copy(
        update={"stripe_webhook_secret": SecretStr(secret)}
    )
    billing = Billing(blank, world.database)

    with pytest.raises(BillingUnavailable):
        await billing.handle_event(payload, signed(payload, secret))

    assert await world.rows(StripeEvent) == 0
