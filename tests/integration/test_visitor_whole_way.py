import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import stripe

from asystec_web.flow.steps import Step
from asystec_web.services import Services
from asystec_web.state import OnboardingState as State
from tests.conftest import WEBHOOK_SECRET
from tests.factories import (
    NAME,
    NUMBER,
    PASSWORD,
    account_submission,
    business_submission,
    consecutives_submission,
    hacienda_submission,
    later_submission,
    someone_at,
)
from tests.visitor import Visitor, spec

pytestmark = pytest.mark.both_databases

Json = dict[str, Any]
CARD = {"number": "4242424242424242", "expiry": "12/40", "cvc": "123", "name": "X"}


async def pay(
    customer: Visitor, endpoints: httpx.AsyncClient, plan: str = "Pyme"
) -> httpx.URL:
    """Choose a plan and pay it on Stripe's page; gives where Stripe leads back to."""
    card = next(card for card in customer.screen["plan_cards"] if card["name"] == plan)
    form = {name: card[name] for name in ("lookup_key", "amount", "currency")}
    chosen = await endpoints.post(
        "/pagar", data=form, headers={"Cookie": customer.cookies}
    )
    async with httpx.AsyncClient(trust_env=False) as client:
        paid = await client.post(chosen.headers["Location"], data=CARD)
    return httpx.URL(paid.headers["Location"])


async def events(services: Services, kind: str) -> list[Json]:
    """List what Stripe has to tell."""
    async with httpx.AsyncClient(trust_env=False) as client:
        listed = await client.get(
            f"{services.settings.stripe_api_url}/v1/events?limit=100",
            headers={
                "Authorization": "Bearer "
                + services.settings.stripe_secret_key.get_secret_value(),
                "Stripe-Version": stripe.api_version,
            },
        )
    return [event for event in listed.json()["data"] if event["type"] == kind]


@pytest.fixture
async def customer(services: Services) -> Visitor:
    """Somebody on the page with the plans."""
    del services
    return await (await someone_at(Step.PLAN)).visits("/plan")


async def test_each_step_leads_to_the_next_until_the_profile_shows_all(
    visitor: Visitor, endpoints: httpx.AsyncClient
) -> None:
    await visitor.visits("/crear-cuenta")
    await visitor.does(spec(State.create_account, account_submission()))
    await visitor.comes_in()
    await visitor.visits("/bienvenida")
    await visitor.visits("/negocio")
    await visitor.does(spec(State.look_up_cedula, NUMBER))
    await visitor.does(spec(State.submit_business, business_submission()))
    await visitor.visits(visitor.sent_to)
    await visitor.does(State.submit_activities)
    await visitor.visits(visitor.sent_to)
    await visitor.does(spec(State.submit_hacienda, hacienda_submission()))
    await visitor.visits(visitor.sent_to)
    numbers = consecutives_submission(next_01="6")
    await visitor.does(spec(State.submit_consecutives, numbers))
    await visitor.visits(visitor.sent_to)

    assert visitor.redirects == ["/actividades", "/hacienda", "/consecutivos", "/plan"]
    assert (visitor.page, visitor.errors) == ("plan", {})

    back = await pay(visitor, endpoints)
    await visitor.visits(f"{back.path}?{back.query.decode()}")

    assert visitor.page == "done"
    assert not visitor.screen["confirming"]
    titles = [line["title"] for line in visitor.screen["done"]]
    assert titles == ["Plan Pyme, mensual", "Hacienda conectada, para pruebas", NAME]
    assert visitor.screen["pending_steps"] == ["email_confirmation"]

    await visitor.visits("/perfil")

    screen = visitor.screen
    shown = {
        line["term"]: line["detail"]
        for part in ("account", "business", "activities", "hacienda", "consecutives")
        for line in screen[f"profile_{part}"]
    }
    assert screen["profile_name"] == NAME
    assert screen["ready"]
    assert shown["Cédula"] == "3-101-999999"
    assert shown["Ubicación"] == "San José, San José, Carmen"
    assert shown["Teléfono"] == "+506 2222 2222"
    assert shown["6201.0"].endswith("(principal)")
    assert shown["Estado"] == "Conectada"
    assert shown["Ambiente"] == "Pruebas"
    assert shown["Factura Electrónica"] == "00100001010000000006"
    assert shown["Tiquete Electrónico"] == "00100001040000000001"
    assert screen["profile_subscription"][0]["term"] == "Plan Pyme, mensual"


async def test_the_webhook_alone_is_enough(
    customer: Visitor, endpoints: httpx.AsyncClient, services: Services
) -> None:
    await pay(customer, endpoints, "Empresa")
    customer_of_stripe = await _customer_id(services)
    completed = next(
        event
        for event in await events(services, "checkout.session.completed")
        if event["data"]["object"]["customer"] == customer_of_stripe
    )
    payload = json.dumps(completed)
    signature = stripe.WebhookSignature.generate_signature_header(
        payload, WEBHOOK_SECRET
    )

    told = await endpoints.post(
        "/stripe/webhook", content=payload, headers={"Stripe-Signature": signature}
    )
    other = customer.elsewhere()
    for address in ("/plan", "/", "/perfil"):
        await other.visits(address)

    assert told.status_code == 200
    assert other.redirects == ["/listo", "/perfil"]
    assert other.screen["subscribed"]
    assert other.screen["profile_subscription"][0]["term"] == "Plan Empresa, mensual"


async def test_the_return_alone_pays_nothing(customer: Visitor) -> None:
    await customer.visits("/listo")

    assert customer.sent_to == "/plan"
    assert customer.page != "done"


async def test_a_confirmed_email_leaves_nothing_pending(
    visitor: Visitor, services: Services, letters: Callable[[str], list[Json]]
) -> None:
    submitted = account_submission()
    await visitor.does(spec(State.create_account, submitted))
    await services.mail.close()
    link = next(
        word
        for word in letters(submitted["email"])[0]["text"].split()
        if "#codigo=" in word
    )

    parts = urlsplit(link)
    await visitor.visits(f"{parts.path}#{parts.fragment}")
    await visitor.comes_in()
    await visitor.visits("/perfil")

    assert visitor.screen["email_confirmed"]
    assert "email_confirmation" not in visitor.screen["pending_steps"]


async def test_connecting_later_blocks_issuing_and_nothing_else(
    visitor: Visitor, endpoints: httpx.AsyncClient
) -> None:
    await visitor.does(spec(State.create_account, account_submission()))
    await visitor.comes_in()
    await visitor.does(spec(State.submit_business, business_submission()))
    await visitor.does(State.submit_activities)
    await visitor.does(spec(State.submit_hacienda, later_submission()))
    assert visitor.sent_to == "/consecutivos"
    await visitor.does(spec(State.submit_consecutives, consecutives_submission()))
    await visitor.visits("/plan")
    back = await pay(visitor, endpoints)

    await visitor.visits(f"{back.path}?{back.query.decode()}")
    waiting = visitor.screen["waiting"]
    await visitor.visits("/perfil")

    assert [each["href"] for each in waiting] == ["/hacienda", "/perfil"]
    assert "no puede emitir comprobantes" in waiting[0]["detail"]
    assert visitor.screen["pending_steps"] == ["hacienda", "email_confirmation"]
    assert not visitor.screen["ready"]
    assert "lo demás ya funciona" in waiting[0]["detail"]
    assert visitor.screen["may_prepare"]
    assert visitor.screen["profile_hacienda"] == [
        {"term": "Estado", "detail": "Pendiente: usted escogió conectar después"}
    ]


async def test_the_same_person_signs_in_again_where_they_were(
    visitor: Visitor,
) -> None:
    submitted = account_submission()
    await visitor.does(spec(State.create_account, submitted))
    await visitor.comes_in()
    await visitor.does(spec(State.submit_business, business_submission()))

    back = Visitor()
    await back.visits("/")
    await back.does(
        spec(State.sign_in, {"email": submitted["email"], "password": PASSWORD})
    )

    assert back.filled["session-next"] == "/actividades"


async def _customer_id(services: Services) -> str | None:
    async with services.database.transaction() as session:
        connection = await session.connection()
        found = await connection.exec_driver_sql(
            "select stripe_customer_id from account"
        )
        return found.scalar_one()
