"""The profile says how the subscription stands, and what there is to do about it."""

import pytest

from asystec_web.flow.moments import day
from asystec_web.state import OnboardingState as State
from asystec_web.state.shown import STILL_CONFIRMING
from asystec_web.texts import SENTENCES
from tests.billing_world import PYME_MONTHLY
from tests.subscriber import FAILS_LATER, Subscriber
from tests.visitor import Visitor, spec


async def ends(person: Subscriber) -> str:
    standing = await person.world.billing.standing(person.world.account_id)
    return day(standing.on)


async def test_nobody_has_a_plan_yet(person: Subscriber) -> None:
    shown = await person.looks()

    assert (shown["term"], shown["tone"]) == ("Sin plan", "calm")
    assert (shown["act"], shown["label"]) == ("plan", "Escoger un plan")
    assert shown["manage"] == ""
    assert person.visitor.screen["receipts_note"] == "Todavía no hay cobros."


async def test_a_payment_that_is_not_confirmed_is_not_made_again(
    person: Subscriber,
) -> None:
    world = person.world
    address = await world.choose(PYME_MONTHLY)
    [page] = await world.all("checkout/sessions")
    await world.billing.returned(world.account_id, page["id"])

    shown = await person.looks()
    still = await person.visitor.does(spec(State.look_at_subscription))

    assert shown["term"] == "Estamos confirmando su pago"
    assert shown["detail"] == f"{STILL_CONFIRMING}."
    assert (shown["act"], shown["label"]) == ("look", "Revisar de nuevo")
    assert still.screen["profile_subscription"] == [shown]
    await world.pay(address)
    await person.visitor.does(spec(State.look_at_subscription))
    assert person.shown["term"] == "Plan Pyme, mensual"


async def test_an_active_one_says_the_next_charge(person: Subscriber) -> None:
    await person.pays(PYME_MONTHLY)

    shown = await person.looks()

    assert shown["term"] == "Plan Pyme, mensual"
    assert shown["detail"] == f"Próximo cobro: {await ends(person)}, ₡9\xa0990."
    assert (shown["act"], shown["label"]) == ("change", "Cambiar de plan")
    assert (shown["manage"], shown["tone"], shown["coming"]) == ("1", "calm", "")


async def test_a_trial_says_its_end_and_what_comes_after(person: Subscriber) -> None:
    await person.gets(trial_period_days="14")

    shown = await person.looks()

    assert shown["detail"] == (
        f"Prueba gratis hasta el {await ends(person)}; después, ₡99\xa0900 al año."
    )
    assert (shown["act"], shown["tone"]) == ("change", "calm")


async def test_a_trial_without_a_card_pauses(person: Subscriber) -> None:
    behavior = {"trial_settings[end_behavior][missing_payment_method]": "pause"}
    await person.gets(trial_period_days="14", **behavior)
    await person.world.days_pass(15)

    shown = await person.looks()

    assert shown["detail"] == "Está en pausa. Agregue una tarjeta para reanudarla."
    assert (shown["act"], shown["label"]) == ("card", "Agregar tarjeta")
    assert shown["manage"] == "1"
    assert not person.visitor.screen["subscribed"]


async def test_one_that_was_cancelled_says_until_when(person: Subscriber) -> None:
    await person.pays()
    await person.changes(cancel_at_period_end="true")

    shown = await person.looks()

    assert shown["detail"] == (
        f"Se cancela el {await ends(person)}. Hasta ese día todo sigue igual."
    )
    assert (shown["act"], shown["manage"], shown["tone"]) == ("", "1", "trouble")


async def renewal_fails(person: Subscriber, after: str) -> None:
    """Pay a month with a card that fails the next, once and for all."""
    world = person.world
    await world.control("dunning", {"days": [1], "after": after, "key": world.key})
    await person.pays(PYME_MONTHLY, FAILS_LATER)
    await world.days_pass(40)


@pytest.mark.parametrize(
    ("after", "detail"),
    [
        pytest.param("past_due", "El último cobro falló.", id="still served"),
        pytest.param("unpaid", "Hay un cobro sin pagar.", id="no longer served"),
    ],
)
async def test_a_charge_that_failed_asks_for_another_card(
    person: Subscriber, after: str, detail: str
) -> None:
    await renewal_fails(person, after)

    shown = await person.looks()

    assert shown["detail"].startswith(detail)
    assert (shown["act"], shown["label"]) == ("card", "Actualizar tarjeta")
    assert (shown["manage"], shown["tone"]) == ("1", "trouble")


@pytest.mark.parametrize(
    ("after", "told_in"),
    [
        pytest.param("past_due", "profile_due", id="still served"),
        pytest.param("unpaid", "profile_missing", id="no longer served"),
    ],
)
async def test_a_charge_that_failed_is_told_at_the_top_as_well(
    person: Subscriber, after: str, told_in: str
) -> None:
    await renewal_fails(person, after)

    shown = await person.looks()

    assert person.visitor.screen[told_in][-1] == {
        "title": "Plan Pyme, mensual",
        "detail": shown["detail"],
        "action": "Actualizar tarjeta",
        "href": "/perfil#suscripcion",
    }


async def test_a_charge_that_failed_is_no_success_on_the_last_page(
    person: Subscriber,
) -> None:
    await renewal_fails(person, "past_due")
    await person.looks()

    done = (await person.visitor.visits("/listo")).screen["done"]

    assert done[0]["title"] == "Plan Pyme, mensual"
    assert done[0]["kind"] == "warn"


async def test_nothing_is_told_at_the_top_of_a_plan_that_is_paid(
    person: Subscriber,
) -> None:
    await person.pays(PYME_MONTHLY)

    await person.looks()

    assert person.visitor.screen["profile_due"] == []


async def test_one_that_ended_can_be_begun_again(person: Subscriber) -> None:
    await person.pays()
    await person.looks()
    [subscription] = await person.world.all("subscriptions")
    await person.world.ask("DELETE", f"/v1/subscriptions/{subscription['id']}")

    shown = await person.looks()

    assert shown["detail"].startswith("Su suscripción terminó el ")
    assert (shown["act"], shown["label"]) == ("plan", "Reactivar")
    assert shown["manage"] == ""


async def test_two_at_once_are_for_support_to_settle(person: Subscriber) -> None:
    await person.pays()
    await person.gets(trial_period_days="1")

    shown = await person.looks()

    assert "No pague nada más" in shown["detail"]
    assert (shown["act"], shown["tone"]) == ("contact", "trouble")


async def test_a_dispute_suspends_and_names_who_helps(person: Subscriber) -> None:
    await person.pays()
    await person.looks()
    [customer] = await person.world.all("customers")
    await person.world.control("dispute", {"of": customer["id"]})
    await person.world.deliver(await person.world.event("charge.dispute.created"))

    shown = await person.looks()

    assert shown["detail"].startswith("Está suspendida por un reclamo")
    assert (shown["act"], shown["label"]) == ("contact", "Escribir a soporte")
    assert not person.visitor.screen["ready"]


async def test_a_dispute_is_told_before_another_plan_is_chosen(
    person: Subscriber,
) -> None:
    await person.pays()
    await person.looks()
    [customer] = await person.world.all("customers")
    await person.world.control("dispute", {"of": customer["id"]})
    await person.world.deliver(await person.world.event("charge.dispute.created"))
    [subscription] = await person.world.all("subscriptions")
    await person.world.ask("DELETE", f"/v1/subscriptions/{subscription['id']}")

    await person.looks("/plan")

    said = person.visitor.screen["plan_before"]
    assert said.startswith("Está suspendida por un reclamo")


async def test_an_agreed_change_is_shown_and_can_be_undone(person: Subscriber) -> None:
    world = person.world
    await person.pays()
    await world.billing.sync(world.account_id)
    shown = await world.billing.preview_change(world.account_id, PYME_MONTHLY)
    await world.billing.change(world.account_id, shown)

    agreed = await person.looks()
    await person.visitor.does(spec(State.keep_plan))

    on = await ends(person)
    assert agreed["coming"] == f"El {on} pasa a Pyme, mensual: ₡9\xa0990 al mes."
    assert agreed["act"] == ""
    assert agreed["detail"] == f"Próximo cobro: {on}, ₡9\xa0990."
    assert person.shown["coming"] == ""
    assert person.shown["detail"] == f"Próximo cobro: {on}, ₡99\xa0900."
    assert person.visitor.screen["notice"] == "Listo: su plan sigue como está."
    await person.looks()
    assert person.visitor.screen["notice"] == ""


async def test_an_undoing_that_stripe_does_not_answer_says_so(
    person: Subscriber,
) -> None:
    await person.pays()
    await person.looks()
    await person.world.control("mood", {"path": "/v1/subscriptions", "status": 400})

    await person.visitor.does(spec(State.keep_plan))

    assert list(person.visitor.errors.values()) == [SENTENCES["billing.unavailable"]]


async def test_receipts_say_what_was_charged(person: Subscriber) -> None:
    await person.pays(PYME_MONTHLY)
    await person.world.days_pass(31)

    await person.looks()

    latest, first = person.visitor.screen["receipts"]
    assert (latest["amount"], latest["status"]) == ("₡9\xa0990", "Pagado")
    assert latest["url"].startswith("http")
    assert latest["name"].startswith(f"Ver el recibo del {latest['day']}, ")
    assert latest["name"] != first["name"]
    assert person.visitor.screen["receipts_note"] == ""
    assert person.visitor.screen["receipts_coming"] == ""


async def test_receipts_of_a_silent_stripe_leave_the_profile(
    person: Subscriber,
) -> None:
    await person.pays()
    await person.world.control("mood", {"path": "/v1/invoices", "status": 400})

    shown = await person.looks()

    assert shown["act"] == "change"
    assert person.visitor.screen["receipts"] == []
    assert "No pudimos traer sus recibos" in person.visitor.screen["receipts_note"]
    assert person.visitor.page == "profile"


async def test_nothing_of_stripe_reaches_the_browser_by_its_name(
    person: Subscriber,
) -> None:
    await person.pays()
    await person.looks()

    for mark in ("sub_", "cus_", "price_", person.world.key):
        assert mark not in person.visitor.wire


@pytest.mark.parametrize(
    "handler",
    ["list_receipts", "keep_plan", "look_at_subscription", "confirm_change"],
)
async def test_who_is_not_signed_in_learns_and_does_nothing(
    visitor: Visitor, handler: str
) -> None:
    await visitor.sends(handler, {})

    assert visitor.bugs == []
    assert visitor.screen["receipts"] == []
    assert visitor.screen["profile_subscription"] == []
    assert visitor.sent_to in {"", "/", "/?volver=/perfil"}
