"""Whatever happens in the middle of the way, nothing typed or saved is lost."""

from playwright.sync_api import Page, expect

from asystec_web.flow.steps import Step
from asystec_web.simulators.hacienda.cases import BY_CEDULA
from tests.e2e.browser import AWAY, PHONE, OpenPage, Watch
from tests.e2e.people import DEMO_COMPANY
from tests.e2e.server import Site
from tests.e2e.walk import Enter, Walk

LOST = "Se perdió la conexión"
ALPHANUMERIC = "3101A00001"


def test_typed_text_outlives_the_server(enter: Enter, site: Site, watch: Watch) -> None:
    watch.expect(AWAY)
    walk = enter(Step.BUSINESS, "/negocio")
    walk.fill_business()

    _kill_and_restart(walk.page, site)

    expect(walk.field("Cédula")).to_have_value(DEMO_COMPANY)
    expect(walk.field("Nombre de negocio")).not_to_have_value("")
    expect(walk.field("Nombre comercial")).to_have_value("La Prueba")
    expect(walk.field("Distrito")).to_have_value("02")
    expect(walk.field("Dirección")).to_have_value("100 metros norte de la iglesia")
    walk.next()
    walk.arrive("/actividades", "A qué se dedica")


def test_secrets_and_the_chosen_key_outlive_the_server(
    enter: Enter, site: Site, watch: Watch
) -> None:
    watch.expect(AWAY)
    walk = enter(Step.HACIENDA, "/hacienda", cedula=ALPHANUMERIC)
    walk.fill_hacienda()

    _kill_and_restart(walk.page, site)

    expect(walk.field("PIN")).to_have_value("1234")
    walk.next()
    walk.arrive("/consecutivos", "Próximos consecutivos")


def test_an_account_asked_for_while_the_server_is_away_is_created_when_it_is_back(
    open_page: OpenPage, site: Site, watch: Watch
) -> None:
    watch.expect(AWAY)
    walk = Walk(open_page(PHONE), site)
    walk.go("/crear-cuenta")
    walk.fill_account()
    site.kill()
    expect(walk.page.get_by_text(LOST)).to_be_visible()

    walk.button("Crear Cuenta").click()
    site.start()

    walk.arrive("/bienvenida", "Bienvenid")


def test_a_reload_keeps_what_was_typed_but_no_secret(enter: Enter) -> None:
    walk = enter(Step.HACIENDA, "/hacienda")
    walk.fill_hacienda()

    walk.page.reload()
    walk.wake()

    expect(walk.field("Usuario API")).to_have_value(BY_CEDULA[DEMO_COMPANY].username)
    for secret in ("Contraseña API", "PIN", "Llave criptográfica"):
        expect(walk.field(secret)).to_have_value("")
    stored = walk.page.evaluate("JSON.stringify([sessionStorage, localStorage])")
    assert "Demo&Hacienda" not in stored


def test_a_reload_in_the_middle_of_the_business_keeps_every_field(
    enter: Enter,
) -> None:
    walk = enter(Step.BUSINESS, "/negocio", PHONE)
    walk.fill_business()

    walk.page.reload()
    walk.wake()

    expect(walk.field("Cédula")).to_have_value(DEMO_COMPANY)
    expect(walk.field("Nombre de negocio")).not_to_have_value("")
    expect(walk.field("Provincia")).to_have_value("1")
    expect(walk.field("Cantón")).to_have_value("02")
    expect(walk.field("Distrito")).to_have_value("02")
    expect(walk.field("Barrio")).to_have_value("Bello Horizonte")
    expect(walk.field("Teléfono")).to_have_value("2222-3333")
    walk.next()
    walk.arrive("/actividades", "A qué se dedica")


def _kill_and_restart(page: Page, site: Site) -> None:
    banner = page.get_by_text(LOST)
    site.kill()
    try:
        expect(banner).to_be_visible()
    finally:
        site.start()
    expect(banner).to_have_count(0)
