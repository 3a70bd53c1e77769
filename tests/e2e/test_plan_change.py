"""Another plan, in a browser: seen with its charge, confirmed, and undone."""

import re

import pytest
from playwright.sync_api import expect

from asystec_web.flow.steps import Step
from tests.e2e.axe import expect_accessible
from tests.e2e.browser import PHONE, SMALL_PHONE, Device, OpenPage
from tests.e2e.keyboard import Keyboard
from tests.e2e.moods import spoil
from tests.e2e.people import People
from tests.e2e.server import Site
from tests.e2e.summary import expect_summary
from tests.e2e.touch import too_small, too_wide
from tests.e2e.walk import PAYS, Enter, Walk

FAILS_LATER = "4000 0000 0000 0341"


def subscribed(enter: Enter, device: Device = PHONE, card: str = PAYS) -> Walk:
    """Pay Pyme by the month, and come to the profile."""
    walk = enter(Step.PLAN, "/plan", device)
    walk.to_payment()
    walk.pay(card)
    walk.paid()
    walk.finish()
    return walk


def to_changes(walk: Walk) -> None:
    walk.page.get_by_role("link", name="Cambiar de plan").click()
    walk.arrive("/perfil/plan", "Cambie su plan")


def by_the_year(walk: Walk) -> None:
    expect(walk.page.get_by_role("radio", name="Mensual")).to_be_checked()
    walk.page.get_by_role("radio", name="Anual").check()


def choose(walk: Walk, change: str) -> None:
    walk.button(change).click()
    expect(walk.page.get_by_role("heading", name="Revise el cambio")).to_be_focused()


def fits(walk: Walk) -> None:
    expect_accessible(walk.page)
    assert too_wide(walk.page) == []
    assert too_small(walk.page) == []


def test_from_the_month_to_the_year(enter: Enter, screen: Device) -> None:
    walk = subscribed(enter, screen)
    page = walk.page
    receipts = page.get_by_role("list", name="Recibos")
    expect(receipts.get_by_role("listitem")).to_have_count(1)
    expect_accessible(page)
    to_changes(walk)
    expect_accessible(page)

    by_the_year(walk)
    choose(walk, "Cambiar a Pyme anual")
    expect(page.get_by_text("por lo que ya pagó y no usó")).to_be_visible()
    expect_accessible(page)
    page.get_by_role("button", name=re.compile(r"^Confirmar y pagar ₡8\d")).dblclick()

    walk.arrive("/perfil", "EMPRESA DE PRUEBA")
    expect(page.get_by_text("Listo: su plan es Pyme, anual.")).to_be_visible()
    expect(page.get_by_text("Plan Pyme, anual", exact=True)).to_be_visible()
    expect(receipts.get_by_role("listitem")).to_have_count(2)
    with page.expect_popup() as opened:
        receipts.get_by_role("link").first.click()
    expect(opened.value.get_by_text("Pyme").first).to_be_visible()


def test_less_is_agreed_and_undone_by_keyboard(enter: Enter) -> None:
    walk = subscribed(enter)
    keys = Keyboard(walk.page)
    keys.press(walk.page.get_by_role("link", name="Cambiar de plan"))
    walk.arrive("/perfil/plan", "Cambie su plan")
    monthly = walk.page.get_by_role("radio", name="Mensual")
    keys.reach(monthly)
    walk.page.keyboard.press("ArrowRight")
    expect(walk.page.get_by_role("radio", name="Anual")).to_be_checked()
    walk.page.keyboard.press("ArrowLeft")
    expect(monthly).to_be_checked()
    keys.press(walk.button("Cambiar a Emprendedor mensual"))
    expect(walk.page.get_by_text("Nada", exact=True)).to_be_visible()
    keys.press(walk.button("Confirmar el cambio"))
    walk.arrive("/perfil", "EMPRESA DE PRUEBA")
    expect(walk.page.get_by_text("Cambio acordado")).to_be_visible()
    fits(walk)

    keys.press(walk.button("Dejar mi plan como está"))

    expect(walk.page.get_by_text("Listo: su plan sigue como está.")).to_be_visible()
    expect(walk.page.get_by_text("Cambio acordado")).to_have_count(0)


def test_a_declined_card_keeps_the_plan_and_leads_to_another_card(
    enter: Enter,
) -> None:
    walk = subscribed(enter, SMALL_PHONE, FAILS_LATER)
    to_changes(walk)
    fits(walk)
    by_the_year(walk)
    choose(walk, "Cambiar a Pyme anual")
    fits(walk)
    confirm = walk.page.get_by_role("button", name=re.compile("^Confirmar y pagar"))

    confirm.click()

    expect_summary(walk.page)
    expect(walk.page.get_by_text("Su banco no aceptó el cobro")).to_be_visible()
    fits(walk)
    walk.button("Actualizar tarjeta").click()
    walk.page.wait_for_url("**/p/session/**")


def test_stripe_away_leaves_the_profile_and_says_so(enter: Enter) -> None:
    walk = subscribed(enter, SMALL_PHONE)
    spoil(walk.site.simulators.stripe, path="/v1/", status=503)

    walk.go("/perfil")

    expect(walk.page.get_by_text("No pudimos traer sus recibos")).to_be_visible()
    expect(walk.page.get_by_text("Plan Pyme, mensual", exact=True)).to_be_visible()
    fits(walk)


@pytest.mark.parametrize(
    ("changes", "says", "does"),
    [
        pytest.param(
            {"status": "past_due"},
            "El último cobro falló.",
            "Actualizar tarjeta",
            id="card",
        ),
        pytest.param(
            {"status": "paused"}, "Está en pausa.", "Agregar tarjeta", id="pause"
        ),
        pytest.param(
            {"disputed": True}, "reclamo ante", "Escribir a soporte", id="bank"
        ),
        pytest.param(
            {"duplicate": True}, "No pague nada más", "Escribir a soporte", id="two"
        ),
        pytest.param({"status": "canceled"}, "terminó el", "Reactivar", id="over"),
        pytest.param(
            {"cancel_at_period_end": True},
            "Hasta ese día todo sigue igual.",
            "Administrar suscripción",
            id="leaving",
        ),
    ],
)
def test_trouble_says_what_there_is_to_do(
    people: People,
    open_page: OpenPage,
    site: Site,
    changes: dict[str, object],
    says: str,
    does: str,
) -> None:
    person = people.before(None)
    people.alter_subscription(person, **changes)
    walk = Walk(open_page(SMALL_PHONE, person), site)

    walk.go("/perfil")

    expect(walk.page.get_by_text(says).last).to_be_visible()
    control = walk.button(does).or_(
        walk.page.get_by_role("link", name=does, exact=True)
    )
    expect(control.first).to_be_visible()
    fits(walk)
