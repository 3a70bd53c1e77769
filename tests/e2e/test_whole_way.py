"""The whole way, from the first page to the profile."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import DESKTOP, PHONE, OpenPage, Watch
from tests.e2e.inbox import letter_to
from tests.e2e.server import Site
from tests.e2e.walk import DECLINED, DEMO_PERSON, Walk

on_both_databases = pytest.mark.parametrize(
    "site", ["sqlite", "postgresql"], indirect=True
)


@on_both_databases
def test_a_person_on_a_phone_signs_up_pays_and_is_ready(
    open_page: OpenPage, site: Site
) -> None:
    walk = Walk(open_page(PHONE), site)

    walk.create_account()
    walk.welcome()
    walk.business()
    walk.activities()
    walk.hacienda()
    walk.consecutives()
    walk.to_payment()
    walk.pay()
    walk.paid()

    expect(walk.page.get_by_text("Hacienda conectada")).to_be_visible()
    walk.finish()
    expect(walk.page.get_by_text("Todo listo para facturar")).to_be_visible()
    expect(walk.page.get_by_text("Plan Pyme, mensual")).to_be_visible()
    _confirm_email(walk)


@on_both_databases
def test_a_person_at_a_desk_connects_later_and_pays_after_second_thoughts(
    open_page: OpenPage, site: Site, watch: Watch
) -> None:
    walk = Walk(open_page(DESKTOP), site, DEMO_PERSON)
    page = walk.page

    walk.create_account()
    walk.welcome()
    walk.business()
    walk.activities()
    walk.connect_later()
    walk.consecutives()
    page.get_by_role("radio", name="Anual").check()
    walk.to_payment("Emprendedor")
    watch.expect("402")  # that is how Stripe answers a refused card
    walk.pay(DECLINED)
    expect(page.get_by_role("alert")).to_contain_text("rechazada")
    page.get_by_role("link", name="Cancelar y volver").click()
    walk.arrive("/plan", "Escoja su plan")
    expect(page.get_by_text("Usted canceló el pago")).to_be_visible()
    page.get_by_role("radio", name="Anual").check()
    walk.to_payment("Emprendedor")
    walk.pay()
    walk.paid()

    expect(page.get_by_text("Falta conectar Hacienda")).to_be_visible()
    expect(page.get_by_text("no puede emitir comprobantes")).to_be_visible()
    walk.finish()
    expect(page.get_by_text("Falta algo para facturar")).to_be_visible()
    expect(page.get_by_text("usted escogió conectar después")).to_be_visible()
    expect(page.get_by_text("Plan Emprendedor, anual")).to_be_visible()
    _change_the_card_at_stripe(page)


def _confirm_email(walk: Walk) -> None:
    expect(walk.page.get_by_text("Correo sin confirmar")).to_be_visible()
    letter = letter_to(walk.email, walk.site)

    with walk.page.expect_popup() as opened:
        walk.page.evaluate("url => window.open(url)", letter.page)
    inbox = opened.value
    inbox.get_by_role("link", name="/confirmar-correo").click()

    expect(inbox.get_by_text("Su correo quedó confirmado")).to_be_visible()
    walk.page.reload()
    walk.wake()
    expect(walk.page.get_by_text("Correo sin confirmar")).to_have_count(0)


def _change_the_card_at_stripe(page: Page) -> None:
    page.get_by_role("button", name="Administrar suscripción").click()
    expect(page.get_by_role("heading", name="Su suscripción")).to_be_visible()
    page.get_by_role("link", name="Volver al comercio").click()
    page.wait_for_url("**/perfil*")
