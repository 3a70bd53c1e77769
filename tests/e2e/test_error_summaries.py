"""What is wrong is said once above and once beside, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from asystec_web.flow.steps import Step
from tests.e2e.browser import PHONE, Device, OpenPage
from tests.e2e.people import PASSWORD
from tests.e2e.server import Site
from tests.e2e.summary import expect_summary
from tests.e2e.walk import Enter, Walk


def test_an_empty_account_is_refused_field_by_field(
    open_page: OpenPage, site: Site, screen: Device
) -> None:
    walk = Walk(open_page(screen), site)
    walk.go("/crear-cuenta")

    walk.button("Crear Cuenta").click()

    expect_summary(walk.page, "full_name", "email", "password", "terms")


def test_a_wrong_account_keeps_what_was_typed(open_page: OpenPage, site: Site) -> None:
    walk = Walk(open_page(), site)
    walk.go("/crear-cuenta")
    walk.fill_account()
    walk.field("Email").fill("persona.prueba")
    walk.field("Contraseña").fill("12345678")

    walk.button("Crear Cuenta").click()
    expect_summary(walk.page, "email")

    expect(walk.field("Email")).to_have_value("persona.prueba")
    walk.field("Email").fill(walk.email)
    walk.button("Crear Cuenta").click()
    expect_summary(walk.page, "password")
    expect(walk.field("Contraseña")).to_have_value("12345678")
    expect(walk.page.get_by_role("checkbox")).to_be_checked()
    walk.field("Contraseña").fill(PASSWORD)
    walk.button("Crear Cuenta").click()
    walk.arrive("/bienvenida", "Bienvenid")


def test_an_email_that_has_an_account_says_so(
    open_page: OpenPage, site: Site, enter: Enter
) -> None:
    known = enter(Step.BUSINESS, "/negocio").email
    walk = Walk(open_page(), site, email=known)
    walk.go("/crear-cuenta")
    walk.fill_account()

    walk.button("Crear Cuenta").click()

    summary = expect_summary(walk.page, "email")
    expect(summary).to_contain_text("Ya hay una cuenta con este correo")


def test_a_wrong_password_is_refused_without_telling_who_has_an_account(
    open_page: OpenPage, site: Site, enter: Enter
) -> None:
    known = enter(Step.BUSINESS, "/negocio").email
    walk = Walk(open_page(), site)
    walk.go("/")
    said: list[str] = []

    for email in (known, walk.email):
        walk.field("Email").fill(email)
        walk.field("Contraseña").fill("otra cosa 44 nubes")
        walk.button("Iniciar sesión").click()
        alert = walk.page.get_by_role("alert")
        expect(alert).to_be_focused()
        said.append(alert.inner_text())
        expect(walk.field("Email")).to_have_value(email)

    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("address", "button", "fields"),
    [
        pytest.param("/", "Iniciar sesión", ("email", "password"), id="sign-in"),
        pytest.param("/recuperar", "Enviar enlace", ("email",), id="forgotten"),
        pytest.param(
            "/restablecer", "Guardar contraseña", ("password",), id="new password"
        ),
    ],
)
def test_an_empty_form_of_the_account_names_its_fields(
    open_page: OpenPage, site: Site, address: str, button: str, fields: tuple[str, ...]
) -> None:
    walk = Walk(open_page(), site)
    walk.go(address)

    walk.button(button).click()

    expect_summary(walk.page, *fields)


def test_an_empty_business_is_refused_field_by_field(
    enter: Enter, screen: Device
) -> None:
    walk = enter(Step.BUSINESS, "/negocio", screen)
    walk.field("Nombre comercial").fill("La Prueba")

    walk.next()

    expect_summary(
        walk.page,
        "cedula",
        "business_name",
        "province",
        "canton",
        "district",
        "address",
    )
    expect(walk.field("Nombre comercial")).to_have_value("La Prueba")


def test_hostile_text_about_the_business_is_shown_as_it_was_typed(
    enter: Enter,
) -> None:
    walk = enter(Step.BUSINESS, "/negocio")
    walk.fill_business()
    hostile = "<img src=x onerror=alert(1)>" + "9" * 80
    walk.field("Nombre comercial").fill(hostile)
    walk.field("Teléfono").fill("llámeme 🐄")
    walk.field("Email para facturas").fill("a@@b")

    walk.next()

    expect_summary(walk.page, "trade_name", "phone", "invoice_email")
    expect(walk.field("Nombre comercial")).to_have_value(hostile)
    expect(walk.field("Teléfono")).to_have_value("llámeme 🐄")
    expect(walk.field("Distrito")).to_have_value("02")


def test_no_activity_at_all_is_refused_where_activities_are_listed(
    enter: Enter,
) -> None:
    walk = enter(Step.ACTIVITIES, "/actividades")
    remove = walk.page.get_by_role("button", name="Quitar")
    for left in (1, 0):
        remove.first.click()
        expect(remove).to_have_count(left)
    expect(walk.page.get_by_text("Todavía no hay ninguna")).to_be_visible()

    walk.next()

    expect_summary(walk.page, "activities")


def test_an_empty_connection_is_refused_field_by_field(
    enter: Enter, screen: Device
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", screen)

    walk.next()

    expect_summary(walk.page, "hacienda_user", "hacienda_password", "key", "pin")


def test_wrong_numbers_are_refused_where_they_were_typed(enter: Enter) -> None:
    walk = enter(Step.CONSECUTIVES, "/consecutivos", PHONE)
    walk.field("Factura Electrónica").fill("seis")
    walk.field("Nota de Crédito Electrónica").fill("-1")
    walk.field("Sucursal").fill("1000")

    walk.next()

    expect_summary(walk.page, "branch", "next_01", "next_03")
    expect(walk.field("Factura Electrónica")).to_have_value("seis")
    expect(walk.field("Tiquete Electrónico")).to_have_value("0")


def test_the_summary_goes_once_everything_is_right(enter: Enter) -> None:
    walk = enter(Step.CONSECUTIVES, "/consecutivos")
    walk.field("Factura Electrónica").fill("seis")
    walk.next()
    expect_summary(walk.page, "next_01")

    walk.field("Factura Electrónica").fill("6")
    walk.next()

    walk.arrive("/plan", "Escoja su plan")
    expect(walk.page.get_by_role("alert")).to_have_count(0)
