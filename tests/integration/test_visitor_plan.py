import asyncio
import re
from uuid import UUID

import pytest

from asystec_web.catalog.plans import Cycle, plans
from asystec_web.flow.steps import Step
from asystec_web.models import Account, Subscription
from asystec_web.services import Services
from asystec_web.services import services as services_now
from asystec_web.services.billing import Billing
from asystec_web.services.billing.money import format_money, per_month
from asystec_web.services.billing.offers import Offers
from asystec_web.state import OnboardingState as State
from asystec_web.state import done
from asystec_web.texts import SENTENCES
from tests.conftest import Mood
from tests.factories import (
    answer_before,
    new_account,
    signed_in,
    someone_at,
    subscribe,
)
from tests.new_prices import raise_prices
from tests.visitor import Visitor, spec
from tests.waiting import LONG_S, until


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
    assert [card["featured"] for card in cards] == [False, True, False]
    assert not owner.screen["not_sellable"]


async def test_monthly_says_its_one_amount_once_and_on_the_button(
    owner: Visitor,
) -> None:
    await owner.visits("/plan")

    pyme = owner.screen["plan_cards"][1]
    amount = format_money(plans().plans["pyme"].monthly, "crc")
    assert (pyme["month"], pyme["charge"], pyme["each"]) == (amount, "", "")
    assert pyme["button"] == f"{amount} hoy"
    assert pyme["saving"] == ""
    assert pyme["lookup_key"] == "asystec_pyme_monthly"


async def test_annual_says_what_is_charged_once_a_year(owner: Visitor) -> None:
    await owner.visits("/plan")

    await owner.does(spec(State.choose_cycle, Cycle.ANNUAL.value))

    pyme = owner.screen["plan_cards"][1]
    annual = plans().plans["pyme"].annual
    assert pyme["month"] == format_money(per_month(annual, "crc"), "crc")
    assert pyme["charge"] == format_money(annual, "crc")
    assert pyme["each"] == "hoy, una vez al año"
    assert pyme["saving"] == "Ahorra ₡19\N{NO-BREAK SPACE}980 al año"
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
        ("?aviso=plan", "billing.plan_unknown"),
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


async def test_whoever_did_not_come_from_paying_is_asked_for_the_plan(
    owner: Visitor,
) -> None:
    await owner.visits("/listo")

    assert owner.sent_to == "/plan"
    assert not owner.screen["confirming"]


async def test_whoever_paid_waits_and_is_not_shown_the_plans_again(
    owner: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(done, "ASK_EVERY_S", 0)

    await owner.visits("/listo?session_id=cs_test_x")

    assert owner.redirects == []
    assert owner.page == "done"
    assert owner.wire.count('"confirming') >= 1
    assert not owner.screen["confirming"]
    assert owner.screen["unconfirmed"]


async def test_a_page_reloaded_while_it_waits_goes_on_waiting(
    owner: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(done, "ASK_EVERY_S", 2 * LONG_S)
    waiting = asyncio.create_task(owner.visits("/listo?session_id=cs_test_x"))
    await until(lambda: bool(owner.screen.get("confirming")))
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    monkeypatch.setattr(done, "ASK_EVERY_S", 0)
    monkeypatch.setattr(done, "TRIES", 3)

    await owner.visits("/listo?session_id=cs_test_x")

    assert owner.redirects == []
    assert owner.screen["unconfirmed"]
    assert not owner.screen["confirming"]


async def test_whoever_waits_may_look_again(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(done, "ASK_EVERY_S", 0)
    monkeypatch.setattr(done, "TRIES", 1)
    account = await new_account()
    await answer_before(account, Step.PLAN)
    person = await (await signed_in(account)).visits("/listo?session_id=cs_test_x")
    await person.does(spec(State.look_again))
    still = person.screen["unconfirmed"]

    await subscribe(account)
    await person.does(spec(State.look_again))

    assert still
    assert not person.screen["unconfirmed"]
    assert person.screen["done"][0]["title"] == "Plan Pyme, anual"


@pytest.mark.parametrize(
    ("status", "detail"),
    [
        ("unpaid", "Hay un cobro sin pagar."),
        ("paused", "Está en pausa."),
        ("incomplete", "Hay un cobro sin pagar."),
        ("a_new_word", "Su pago está en revisión"),
    ],
)
async def test_a_subscription_in_trouble_says_so_instead_of_selling(
    services: Services, status: str, detail: str
) -> None:
    account = await new_account()
    await answer_before(account, Step.PLAN)
    await subscribe(account, status=status)
    person = await signed_in(account)

    await person.visits("/plan?aviso=suscripcion")
    await person.visits("/perfil")

    assert person.redirects == []
    assert person.screen["stalled"]
    assert person.screen["plan_cards"] == []
    assert person.screen["plan_note"] == ""
    assert person.screen["plan_before"].startswith(detail)
    assert SENTENCES["billing.subscription_stalled"] in person.screen["plan_before"]
    assert person.screen["profile_subscription"][0]["detail"].startswith(detail)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param(
            {"status": "canceled"},
            r"Su suscripción terminó el \d\d/\d\d/\d{4}: escoja un plan para seguir\.",
            id="ended",
        ),
        pytest.param({"status": "incomplete_expired"}, "", id="never began"),
    ],
)
async def test_whoever_had_a_plan_is_told_what_became_of_it(
    services: Services, changes: dict[str, object], said: str
) -> None:
    del services
    account = await new_account()
    await answer_before(account, Step.PLAN)
    await subscribe(account, **changes)
    person = await signed_in(account)

    await person.visits("/plan")

    assert re.fullmatch(said, person.screen["plan_before"])
    assert person.screen["plan_cards"]
    assert not person.screen["stalled"]


@pytest.fixture
def told_by_stripe(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The state in which Stripe has every subscription asked for."""
    statuses: list[str] = []

    async def refresh(billing: Billing, account_id: UUID) -> bool:
        del billing
        async with services_now().database.transaction() as session:
            account = await session.get(Account, account_id)
            known = await session.get(Subscription, account_id)
            assert account is not None
            if known is not None:
                await session.delete(known)
        for status in statuses:
            await subscribe(account, status=status)
        return True

    monkeypatch.setattr(Billing, "refresh", refresh)
    return statuses


async def test_whoever_paid_in_a_tab_that_was_closed_is_not_shown_the_plans(
    owner: Visitor, told_by_stripe: list[str]
) -> None:
    told_by_stripe.append("active")

    await owner.visits("/plan")

    assert owner.sent_to == "/listo"


async def test_the_profile_knows_what_was_changed_in_the_portal(
    services: Services, told_by_stripe: list[str]
) -> None:
    del services
    told_by_stripe.append("canceled")
    person = await someone_at(None)

    await person.visits("/perfil")

    assert not person.screen["subscribed"]
    detail = person.screen["profile_subscription"][0]["detail"]
    assert detail.startswith("Su suscripción terminó el ")


async def test_prices_of_yesterday_say_why_they_cannot_be_paid(
    owner: Visitor, services: Services, mood: Mood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.billing, "_offers", Offers(keep_s=0))
    await owner.visits("/plan")
    fresh = owner.screen["plan_note"]
    mood("stripe", {"path": "/v1/prices", "status": 400})

    await owner.visits("/plan")

    assert fresh == ""
    assert owner.screen["not_sellable"]
    assert owner.screen["plan_cards"]
    assert owner.screen["plan_note"] == SENTENCES["billing.unavailable"]


async def test_whoever_is_told_of_a_new_price_is_shown_it(
    owner: Visitor, services: Services, mood: Mood
) -> None:
    await owner.visits("/plan")
    shown = int(owner.screen["plan_cards"][1]["amount"])
    await raise_prices(services, mood, by=100)
    await owner.visits("/plan")
    known = int(owner.screen["plan_cards"][1]["amount"])

    await owner.visits("/plan?aviso=precio")

    assert known == shown
    assert int(owner.screen["plan_cards"][1]["amount"]) == shown + 100
    assert owner.screen["plan_note"] == SENTENCES["billing.price_changed"]


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"status": "past_due"}, "El último cobro falló."),
        ({"status": "canceled"}, "Su suscripción terminó"),
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


@pytest.mark.parametrize(
    ("query", "cycle", "featured"),
    [
        pytest.param("?ciclo=anual", "annual", "Pyme", id="a cycle"),
        pytest.param("?ciclo=ANUAL&plan=Empresa", "annual", "Empresa", id="both"),
        pytest.param("?plan=emprendedor", "monthly", "Emprendedor", id="a plan"),
        pytest.param("?plan=<b>&ciclo=<b>", "monthly", "Pyme", id="neither exists"),
    ],
)
async def test_a_link_may_name_plan_and_cycle(
    owner: Visitor, query: str, cycle: str, featured: str
) -> None:
    await owner.visits(f"/plan{query}")

    assert owner.screen["cycle"] == cycle
    standing_out = [c["name"] for c in owner.screen["plan_cards"] if c["featured"]]
    assert standing_out == [featured]


async def test_what_a_link_named_is_kept_through_the_whole_sign_up(
    visitor: Visitor, services: Services
) -> None:
    del services

    await visitor.visits("/crear-cuenta?plan=empresa&ciclo=anual")
    visitor.cookies = (await someone_at(Step.PLAN)).cookies
    await visitor.visits("/plan")

    assert visitor.screen["cycle"] == "annual"
    assert visitor.screen["plan_cards"][2]["featured"]


async def test_a_chosen_cycle_outlives_a_reload(owner: Visitor) -> None:
    await owner.visits("/plan")
    await owner.does(spec(State.choose_cycle, "annual"))

    await owner.visits("/plan?cancelado=1")

    assert owner.screen["cycle"] == "annual"
