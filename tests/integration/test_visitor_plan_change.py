"""The page where a plan is changed: chosen, shown with its charge, confirmed."""

import re
from uuid import uuid4

import pytest

from asystec_web.services.billing.change_preview import LIFE_S
from asystec_web.services.billing.change_turns import ChangeTurns
from asystec_web.services.billing.offers import Offers
from asystec_web.state import OnboardingState as State
from asystec_web.state.plan_change_words import Lines
from asystec_web.texts import SENTENCES
from tests.billing_world import PYME_ANNUAL, PYME_MONTHLY
from tests.subscriber import FAILS_LATER, Subscriber
from tests.visitor import Visitor, spec

PAGE = "/perfil/plan"
DAY_S = 86_400


async def on_page(
    person: Subscriber, lookup_key: str = PYME_MONTHLY, number: str = ""
) -> Visitor:
    await person.pays(lookup_key, number)
    await person.looks(PAGE)
    return person.visitor


async def charged(person: Subscriber) -> list[int]:
    return [each["amount_paid"] for each in await person.world.all("invoices")]


def lines(visitor: Visitor) -> dict[str, str]:
    told: Lines = visitor.screen["change_lines"]
    return {each["term"]: each["detail"] for each in told}


async def test_the_page_offers_what_the_plan_may_become(person: Subscriber) -> None:
    visitor = await on_page(person)

    monthly = visitor.screen["change_cards"]
    await visitor.does(spec(State.choose_change_cycle, "annual"))

    annual = visitor.screen["change_cards"]
    assert visitor.page == "change"
    assert [each["change"] for each in annual] == [
        "Cambiar a Emprendedor anual",
        "Cambiar a Pyme anual",
        "Cambiar a Empresa anual",
    ]
    assert (annual[1]["month"], annual[1]["charge"]) == ("₡8\xa0325", "₡99\xa0900")
    assert (monthly[1]["month"], monthly[1]["charge"]) == ("", "₡19\xa0990")
    assert [each["change"] for each in monthly] == [
        "Cambiar a Emprendedor mensual",
        "Cambiar a Empresa mensual",
    ]
    assert monthly[0]["starts"].startswith("Empieza el ")
    assert monthly[1]["starts"] == "Empieza hoy: se cobra la diferencia"


@pytest.mark.parametrize(
    ("query", "cycle"),
    [
        pytest.param("", "monthly", id="as it is paid"),
        pytest.param("?ciclo=anual", "annual", id="as the address asks"),
        pytest.param("?ciclo=otro", "monthly", id="as nobody pays"),
    ],
)
async def test_the_page_begins_with_the_cycle_that_is_paid(
    person: Subscriber, query: str, cycle: str
) -> None:
    visitor = await on_page(person)
    await visitor.does(spec(State.choose_change_cycle, "annual"))

    await person.looks(f"{PAGE}{query}")

    assert visitor.screen["change_cycle"] == cycle


async def test_by_the_month_to_by_the_year(person: Subscriber) -> None:
    visitor = await on_page(person)
    await person.world.days_pass(10)

    await visitor.does(spec(State.preview_change, PYME_ANNUAL))
    told, button = lines(visitor), visitor.screen["change_confirm"]
    before = await charged(person)
    await visitor.does(State.confirm_change)

    due = (await charged(person))[0]
    text = f"₡{due / 100:,.2f}".replace(",", "\xa0").replace(".", ",")
    text = text.removesuffix(",00")
    assert before == [999_000]
    assert told["Plan nuevo"] == "Pyme, anual"
    assert told["Precio"] == "₡99\xa0900 al año"
    assert told["Se descuenta"].endswith(", por lo que ya pagó y no usó")
    assert told["Se cobra hoy"] == text
    assert told["Próximo cobro"].endswith(", ₡99\xa0900")
    assert button == f"Confirmar y pagar {text}"
    assert visitor.sent_to == "/perfil"
    assert visitor.screen["notice"] == (
        f"Listo: su plan es Pyme, anual. Se cobraron {text}."
    )
    assert (await person.looks())["term"] == "Plan Pyme, anual"


async def test_what_is_shown_adds_up_to_what_is_charged(person: Subscriber) -> None:
    visitor = await on_page(person)
    await person.world.days_pass(0.1)
    await visitor.does(spec(State.preview_change, "asystec_empresa_monthly"))
    told = lines(visitor)
    ways = {"Se descuenta": -1}
    added = {
        term: ways.get(term, 1) * _amount(detail)
        for term, detail in told.items()
        if term.startswith(("Del ", "Se descuenta"))
    }

    await visitor.does(State.confirm_change)

    assert len(added) == 2
    assert sum(added.values()) == _amount(told["Se cobra hoy"])
    assert _amount(told["Se cobra hoy"]) == (await charged(person))[0]


def _amount(text: str) -> int:
    figures = re.match(r"₡([\d\xa0]+)(?:,(\d\d))?", text)
    assert figures
    return int(figures[1].replace("\xa0", "") + (figures[2] or "00"))


async def test_what_was_done_is_said_once(person: Subscriber) -> None:
    visitor = await on_page(person)
    await visitor.does(spec(State.preview_change, PYME_ANNUAL))
    await visitor.does(State.confirm_change)

    await visitor.visits(visitor.sent_to)
    arrived = visitor.screen["notice"]
    await visitor.visits("/perfil")

    assert arrived.startswith("Listo: su plan es Pyme, anual.")
    assert visitor.screen["notice"] == ""


async def test_a_double_click_is_one_charge(person: Subscriber) -> None:
    visitor = await on_page(person)
    await visitor.does(spec(State.preview_change, PYME_ANNUAL))

    await visitor.does(State.confirm_change, State.confirm_change)
    await visitor.does(State.confirm_change)

    assert len(await charged(person)) == 2


async def test_two_tabs_are_one_charge(person: Subscriber) -> None:
    first = await on_page(person)
    second = await first.elsewhere().visits(PAGE)
    for tab in (first, second):
        await tab.does(spec(State.preview_change, PYME_ANNUAL))

    for tab in (first, second):
        await tab.does(State.confirm_change)

    assert len(await charged(person)) == 2
    assert (first.sent_to, second.sent_to) == ("/perfil", "/perfil")


async def test_less_is_agreed_for_the_end_of_the_period(person: Subscriber) -> None:
    visitor = await on_page(person, PYME_ANNUAL)
    await visitor.does(spec(State.preview_change, PYME_MONTHLY))
    told, button = lines(visitor), visitor.screen["change_confirm"]

    await visitor.does(State.confirm_change)

    assert told["Empieza"].endswith(", cuando termine lo que ya pagó")
    assert told["Se cobra hoy"] == "Nada"
    assert told["Primer cobro"].endswith(", ₡9\xa0990 al mes")
    assert button == "Confirmar el cambio"
    assert len(await charged(person)) == 1
    assert "pasa a Pyme, mensual. Hoy no se cobró nada." in visitor.screen["notice"]
    agreed = await person.looks(PAGE)
    assert visitor.screen["change_stage"] == "agreed"
    assert visitor.screen["change_cards"] == []
    assert "pasa a Pyme, mensual" in agreed["coming"]
    await visitor.does(spec(State.keep_plan))
    assert visitor.screen["change_stage"] == "choose"
    assert visitor.screen["change_cards"]


async def test_a_declined_card_says_so_and_changes_nothing(person: Subscriber) -> None:
    visitor = await on_page(person, number=FAILS_LATER)
    await visitor.does(spec(State.preview_change, PYME_ANNUAL))

    await visitor.does(State.confirm_change)

    assert visitor.redirects == []
    assert list(visitor.errors.values()) == [SENTENCES["billing.change_not_paid"]]
    assert visitor.screen["change_stage"] == "confirm"
    assert await charged(person) == [999_000]
    assert (await person.looks())["term"] == "Plan Pyme, mensual"


async def test_a_change_in_another_window_comes_first(person: Subscriber) -> None:
    visitor = await on_page(person)
    await visitor.does(spec(State.preview_change, PYME_ANNUAL))
    world, other = person.world, uuid4()
    turns = ChangeTurns(world.database)
    assert await turns.take(world.account_id, other)

    await visitor.does(State.confirm_change)

    assert list(visitor.errors.values()) == [SENTENCES["billing.change_under_way"]]
    assert visitor.screen["change_stage"] == "confirm"
    assert await charged(person) == [999_000]
    await turns.give_back(world.account_id, other)
    await visitor.does(State.confirm_change)
    assert visitor.sent_to == "/perfil"


async def test_a_charge_that_is_another_by_now_is_shown_first(
    person: Subscriber,
) -> None:
    visitor = await on_page(person)
    await visitor.does(spec(State.preview_change, PYME_ANNUAL))
    before = lines(visitor)
    await person.world.days_pass(LIFE_S / DAY_S + 5)

    await visitor.does(State.confirm_change)

    assert list(visitor.errors.values()) == [SENTENCES["billing.change_differs"]]
    assert lines(visitor)["Se cobra hoy"] != before["Se cobra hoy"]
    assert await charged(person) == [999_000]
    await visitor.does(State.confirm_change)
    assert len(await charged(person)) == 2
    assert visitor.sent_to == "/perfil"


async def test_an_outage_before_the_change_says_that_nothing_was_charged(
    person: Subscriber,
) -> None:
    visitor = await on_page(person)
    await person.world.control(
        "mood", {"path": "/v1/invoices/create_preview", "status": 503}
    )

    await visitor.does(spec(State.preview_change, PYME_ANNUAL))

    assert list(visitor.errors.values()) == [SENTENCES["billing.unavailable"]]
    assert visitor.screen["change_stage"] == "choose"
    assert visitor.screen["change_cards"]


async def test_what_nobody_answers_is_called_unclear_and_may_be_repeated(
    person: Subscriber,
) -> None:
    visitor = await on_page(person)
    await visitor.does(spec(State.preview_change, PYME_ANNUAL))
    lost = {"method": "POST", "path": "/v1/subscriptions/", "drop": True}
    await person.world.control("mood", lost)

    await visitor.does(State.confirm_change)
    told = list(visitor.errors.values())
    await person.world.control("mood", [])
    await visitor.does(State.confirm_change)

    assert told == [SENTENCES["billing.change_unclear"]]
    assert len(await charged(person)) == 2
    assert visitor.sent_to == "/perfil"


async def test_a_failure_that_is_stored_does_not_stand_in_the_way(
    person: Subscriber,
) -> None:
    visitor = await on_page(person)
    await visitor.does(spec(State.preview_change, PYME_ANNUAL))
    broken = {"method": "POST", "path": "/v1/subscriptions/", "status": 500}
    await person.world.control("mood", broken)
    await visitor.does(State.confirm_change)
    told = list(visitor.errors.values())
    await person.world.control("mood", [])

    await visitor.does(State.confirm_change)

    assert told == [SENTENCES["billing.unavailable"]]
    assert len(await charged(person)) == 2


async def test_whoever_turns_back_changes_nothing(person: Subscriber) -> None:
    visitor = await on_page(person)
    await visitor.does(spec(State.preview_change, PYME_ANNUAL))

    await visitor.does(State.leave_change)
    await visitor.does(State.confirm_change)

    assert visitor.screen["change_stage"] == "choose"
    assert visitor.screen["change_lines"] == []
    assert await charged(person) == [999_000]


async def test_during_a_trial_nothing_is_charged(person: Subscriber) -> None:
    await person.gets(trial_period_days="14")
    await person.looks(PAGE)
    visitor = person.visitor

    await visitor.does(spec(State.preview_change, "asystec_empresa_annual"))
    told = lines(visitor)
    await visitor.does(State.confirm_change)

    assert told["Empieza"] == "Hoy; su prueba gratis sigue igual"
    assert told["Se cobra hoy"] == "Nada"
    assert told["Primer cobro"].endswith(", ₡199\xa0900")
    assert (await person.looks())["term"] == "Plan Empresa, anual"
    assert set(await charged(person)) == {0}


async def test_who_did_not_pay_is_told_that_first(person: Subscriber) -> None:
    await person.pays(PYME_MONTHLY, FAILS_LATER)
    await person.world.days_pass(32)

    shown = await person.looks(PAGE)

    assert person.visitor.screen["change_stage"] == "blocked"
    assert person.visitor.screen["change_cards"] == []
    assert shown["label"] == "Actualizar tarjeta"


async def test_who_is_leaving_is_told_that_first(person: Subscriber) -> None:
    await person.pays()
    await person.changes(cancel_at_period_end="true")

    shown = await person.looks(PAGE)

    assert person.visitor.screen["change_stage"] == "blocked"
    assert shown["detail"].startswith("Se cancela el ")


async def test_who_has_no_plan_is_led_to_the_plans(person: Subscriber) -> None:
    await person.visitor.visits(PAGE)

    assert person.visitor.sent_to == "/plan"


async def test_nobody_is_asked_to_sign_in_and_comes_back(visitor: Visitor) -> None:
    await visitor.visits(PAGE)

    assert visitor.sent_to == f"/?volver={PAGE}"


@pytest.mark.parametrize(
    ("key", "code"),
    [
        pytest.param("asystec_otro_annual", "billing.plan_unknown", id="unknown"),
        pytest.param(PYME_MONTHLY, "billing.plan_unknown", id="the own"),
        pytest.param("x" * 100_000, "billing.plan_unknown", id="long"),
        pytest.param("", "billing.plan_unknown", id="empty"),
    ],
)
async def test_nothing_else_is_on_sale(person: Subscriber, key: str, code: str) -> None:
    visitor = await on_page(person)

    await visitor.does(spec(State.preview_change, key))

    assert list(visitor.errors.values()) == [SENTENCES[code]]
    assert await charged(person) == [999_000]


@pytest.mark.parametrize("cycle", ["", "weekly", "ANNUAL", "x" * 100_000])
async def test_there_is_no_other_cycle(person: Subscriber, cycle: str) -> None:
    visitor = await on_page(person)

    await visitor.does(spec(State.choose_change_cycle, cycle))

    assert visitor.screen["change_cycle"] == "monthly"


async def test_prices_of_yesterday_may_be_seen_and_not_chosen(
    person: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = await on_page(person)
    billing = person.world.billing
    monkeypatch.setattr(billing, "_offers", Offers(keep_s=0))
    await visitor.visits(PAGE)
    fresh = visitor.screen["change_cards"]
    await person.world.control("mood", {"path": "/v1/prices", "status": 400})

    await visitor.visits(PAGE)

    assert all(each["lookup_key"] for each in fresh)
    assert not any(each["lookup_key"] for each in visitor.screen["change_cards"])
    assert visitor.screen["change_note"] == SENTENCES["billing.unavailable"]


async def test_an_outage_at_first_says_so(person: Subscriber) -> None:
    await person.pays()
    await person.world.billing.sync(person.world.account_id)
    person.world.billing._offers._known = ()  # pyright: ignore[reportPrivateUsage]
    await person.world.control("mood", {"path": "/v1/", "status": 400})

    await person.visitor.visits(PAGE)

    assert person.visitor.page == "change"
    assert person.visitor.screen["change_cards"] == []
    assert person.visitor.screen["change_note"] == SENTENCES["billing.unavailable"]
