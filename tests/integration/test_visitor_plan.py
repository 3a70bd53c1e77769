import pytest

from asystec_web.catalog.plans import Cycle, plans
from asystec_web.flow.steps import Step
from asystec_web.services import Services
from asystec_web.services.billing.money import format_money, per_month
from asystec_web.state import OnboardingState as State
from asystec_web.state import done
from asystec_web.texts import SENTENCES
from tests.conftest import Mood
from tests.factories import new_account, signed_in, someone_at, subscribe
from tests.visitor import Visitor, spec


@pytest.fixture
async def owner(services: Services) -> Visitor:
    """Somebody who is asked for the plan."""
    del services
    return await someone_at(Step.PLAN)


async def test_the_cards_say_what_stripe_sells(owner: Visitor) -> None:
    await owner.visits("/plan")

    cards = owner.screen["plan_cards"]
    sold = plans()
    assert [card["name"] for card in cards] == [
        plan.name for plan in sold.plans.values()
    ]
    assert [tuple(card["features"]) for card in cards] == [
        plan.features for plan in sold.plans.values()
    ]
    assert [card["amount"] for card in cards] == [
        str(plan.monthly) for plan in sold.plans.values()
    ]
    assert [card["recommended"] for card in cards] == [False, True, False]
    assert not owner.screen["not_sellable"]


async def test_monthly_says_what_is_charged_every_month(owner: Visitor) -> None:
    await owner.visits("/plan")

    pyme = owner.screen["plan_cards"][1]
    amount = format_money(plans().plans["pyme"].monthly, "crc")
    assert pyme["price"] == amount
    assert pyme["charge"] == f"Se cobran {amount} hoy y cada mes"
    assert pyme["lookup_key"] == "asystec_pyme_monthly"


async def test_annual_says_what_is_charged_once_a_year(owner: Visitor) -> None:
    await owner.visits("/plan")

    await owner.does(spec(State.choose_cycle, Cycle.ANNUAL.value))

    pyme = owner.screen["plan_cards"][1]
    annual = plans().plans["pyme"].annual
    assert pyme["price"] == format_money(per_month(annual, "crc"), "crc")
    assert pyme["charge"] == (
        f"Se cobran {format_money(annual, 'crc')} hoy, una vez al año"
    )
    assert pyme["amount"] == str(annual)
    assert owner.screen["saving"] == "2 meses gratis"


async def test_the_toggle_leads_back(owner: Visitor) -> None:
    await owner.visits("/plan")
    monthly = owner.screen["plan_cards"]

    await owner.does(spec(State.choose_cycle, "annual"))
    await owner.does(spec(State.choose_cycle, "monthly"))

    assert owner.screen["plan_cards"] == monthly


@pytest.mark.parametrize("cycle", ["", "weekly", "ANNUAL", "x" * 100_000])
async def test_there_is_no_other_cycle(owner: Visitor, cycle: str) -> None:
    await owner.visits("/plan")

    await owner.does(spec(State.choose_cycle, cycle))

    assert owner.screen["cycle"] == "monthly"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?cancelado=1", "billing.cancelled"),
        ("?aviso=precio", "billing.price_changed"),
        ("?aviso=pago", "billing.unavailable"),
        ("?aviso=<script>", ""),
        ("", ""),
    ],
)
async def test_what_happened_at_stripe_is_told(
    owner: Visitor, query: str, code: str
) -> None:
    await owner.visits(f"/plan{query}")

    assert owner.screen["plan_note"] == (SENTENCES[code] if code else "")
    assert owner.screen["plan_cards"]


async def test_an_outage_shows_the_page_without_plans(
    owner: Visitor, mood: Mood
) -> None:
    mood("stripe", {"path": "/v1/prices", "status": 400, "body": "{}"})

    await owner.visits("/plan")

    assert owner.page == "plan"
    assert owner.screen["plan_cards"] == []
    assert owner.screen["plan_note"] == SENTENCES["billing.unavailable"]


async def test_who_is_subscribed_is_done(services: Services) -> None:
    person = await someone_at(None)

    await person.visits("/plan")

    assert person.redirects == ["/listo"]


async def test_the_last_page_waits_for_stripe_only_after_paying(
    owner: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(done, "ASK_EVERY_S", 0)

    await owner.visits("/listo?session_id=cs_test_x")

    assert owner.sent_to == "/plan"
    assert owner.wire.count('"confirming') >= 1


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"status": "past_due"}, "El último cobro falló."),
        ({"status": "canceled"}, "La suscripción terminó"),
        ({"cancel_at_period_end": True}, "Se cancela el "),
        ({"status": "trialing"}, "Prueba gratis hasta el "),
        ({}, "Próximo cobro: "),
    ],
)
async def test_the_profile_says_how_the_subscription_stands(
    services: Services, changes: dict[str, object], detail: str
) -> None:
    account = await new_account()
    await subscribe(account, **changes)
    person = await signed_in(account)

    await person.visits("/perfil")

    line = person.screen["profile_subscription"][0]
    assert line["term"] == "Plan Pyme, anual"
    assert line["detail"].startswith(detail)


async def test_a_subscription_that_ended_asks_again(services: Services) -> None:
    account = await new_account()
    await subscribe(account, status="canceled")
    person = await signed_in(account)

    await person.visits("/perfil")

    assert not person.screen["subscribed"]
    assert "subscription" in person.screen["pending_steps"]


async def test_an_unreachable_portal_is_told_in_the_profile(
    services: Services,
) -> None:
    person = await someone_at(None)

    await person.visits("/perfil?aviso=pago")

    assert person.page == "profile"
    assert SENTENCES["billing.unavailable"] in person.wire
