"""User, key and PIN are looked at before anything is sent; a text fills two of them."""

import re

import pytest
from playwright.sync_api import expect

from asystec_web.flow.steps import Step
from tests.e2e.axe import expect_accessible
from tests.e2e.browser import PHONE, Device
from tests.e2e.moods import spoil
from tests.e2e.server import Site
from tests.e2e.summary import expect_summary
from tests.e2e.walk import Enter

USER = "cpj-3-101-999999@stag.comprobanteselectronicos.go.cr"
PASSWORD = "Demo&Hacienda+1234%"
LETTER = (
    f"Estimado contribuyente:\r\n\r\nUsuario:\r\n{USER}\r\nContraseña: {PASSWORD}\r\n"
)


def test_key_and_pin_say_whose_they_are_without_a_click(
    enter: Enter, screen: Device
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", screen)
    walk.field("Usuario API").fill(f"  {USER.upper()} ")
    expect(walk.page.get_by_text("Usuario de 3-101-999999, pruebas")).to_be_visible()

    walk.field("Llave criptográfica").set_input_files(walk.key())
    walk.field("PIN").fill("1234")

    found = walk.page.get_by_text("3101999999.p12 · de EMPRESA DE PRUEBA")
    # A key that lives for years is told by its date alone.
    expect(found).to_have_text(
        re.compile(r"\(3-101-999999\) · vence el \d\d/\d\d/\d{4} · pruebas$")
    )
    expect(walk.field("PIN")).to_be_focused()
    expect(walk.page.get_by_role("alert")).to_have_count(0)
    expect_accessible(walk.page)


def test_what_is_wrong_stands_beside_its_field_and_goes_once_it_is_mended(
    enter: Enter,
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", PHONE)
    key, pin = walk.field("Llave criptográfica"), walk.field("PIN")
    key.set_input_files(walk.key("3101999999-pdf.p12"))
    error = walk.page.locator("#key-error")
    expect(error).to_contain_text("Este archivo es un PDF, no una llave")
    expect(key).to_have_attribute("aria-invalid", "true")

    key.set_input_files(walk.key())
    pin.fill("9999")
    expect(walk.page.locator("#pin-error")).to_contain_text("Este PIN no abre la llave")
    expect(error).to_be_empty()
    expect_accessible(walk.page)

    pin.fill("1234")
    expect(walk.page.get_by_text("3101999999.p12 · de EMPRESA")).to_be_visible()
    expect(walk.page.locator("#pin-error")).to_be_empty()


def test_what_a_submit_refused_goes_when_a_glance_finds_it_mended(
    enter: Enter,
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda")
    walk.fill_hacienda()
    walk.field("PIN").fill("9999")
    walk.next()
    expect_summary(walk.page, "pin")

    walk.field("PIN").fill("1234")

    expect(walk.page.get_by_role("alert")).to_have_count(0)
    expect(walk.page.get_by_text("3101999999.p12 · de EMPRESA")).to_be_visible()


def test_a_business_that_is_the_odd_one_leads_to_its_page(
    enter: Enter, screen: Device
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", screen)
    walk.field("Usuario API").fill(USER.replace("999999", "999901"))
    walk.field("Llave criptográfica").set_input_files(walk.key("3101999901.p12"))
    walk.field("PIN").fill("1234")

    said = "La llave es de 3-101-999901 y su negocio es 3-101-999999."
    expect(walk.page.get_by_text(said)).to_be_visible()
    expect_accessible(walk.page)
    walk.page.get_by_role("link", name="Corregir los datos en el paso Negocio").click()

    walk.arrive("/negocio", "Información de su negocio")


def test_haciendas_text_fills_user_and_password(enter: Enter, screen: Device) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", screen)
    walk.page.get_by_text("¿Tiene el correo o el PDF de Hacienda?").click()
    box = walk.field("Texto de Hacienda")

    box.fill(LETTER)

    expect(walk.page.get_by_text("Llenamos el Usuario API y la Contr")).to_be_visible()
    expect(walk.field("Usuario API")).to_have_value(USER)
    expect(walk.field("Contraseña API")).to_have_value(PASSWORD)
    expect(box).to_have_value("")
    expect(walk.page.get_by_text("Usuario de 3-101-999999, pruebas")).to_be_visible()
    expect_accessible(walk.page)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(f"Usuario: {USER}", "Llenamos el Usuario API. En el", id="user"),
        pytest.param(f"Clave: {PASSWORD}", "Llenamos la Contraseña", id="password"),
        pytest.param("Buenos días", "no están ni el Usuario API", id="nothing"),
    ],
)
def test_the_box_says_what_is_missing(enter: Enter, text: str, says: str) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", PHONE)
    walk.page.get_by_text("¿Tiene el correo o el PDF de Hacienda?").click()

    walk.field("Texto de Hacienda").fill(text)

    expect(walk.page.get_by_text(says)).to_be_visible()


def test_an_outage_is_no_wrong_password_on_the_page(enter: Enter, site: Site) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", PHONE, "3101999907")
    walk.fill_hacienda()
    spoil(
        site.simulators.hacienda,
        path="/auth",
        status=429,
        headers={"Retry-After": "90"},
    )

    walk.next()

    expect(walk.page.get_by_role("alert")).to_contain_text(
        "Pruebe de nuevo en 2 minutos"
    )
