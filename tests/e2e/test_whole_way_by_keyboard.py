"""The whole way without a mouse or a finger."""

import re

from playwright.sync_api import expect

from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from tests.e2e.browser import OpenPage
from tests.e2e.keyboard import Keyboard
from tests.e2e.people import FULL_NAME, PASSWORD
from tests.e2e.server import Site
from tests.e2e.walk import PAYS, Walk

CEDULA = "3101999901"
USER = "cpj-3-101-999901@stag.comprobanteselectronicos.go.cr"


def test_the_whole_way_can_be_walked_with_the_keyboard(
    open_page: OpenPage, site: Site
) -> None:
    walk = Walk(open_page(), site, CEDULA)
    keys = Keyboard(walk.page)
    walk.go("/")

    keys.press(walk.page.get_by_role("link", name="Crear una Cuenta"))
    walk.arrive("/crear-cuenta", "Cree su cuenta")
    _account(walk, keys)
    walk.arrive("/bienvenida", "Bienvenid")
    keys.press(walk.button("Siguiente"))
    walk.arrive("/negocio", "Información de su negocio")
    _business(walk, keys)
    walk.arrive("/actividades", "A qué se dedica")
    _activities(walk, keys)
    walk.arrive("/hacienda", "Conexión con Hacienda")
    _hacienda(walk, keys)
    walk.arrive("/consecutivos", "Próximos consecutivos")
    keys.type(walk.field("Factura Electrónica"), "6")
    keys.press(walk.button("Siguiente"))
    walk.arrive("/plan", "Escoja su plan")
    _pay(walk, keys)
    walk.paid()
    keys.press(walk.button("Finalizar"))

    walk.arrive("/perfil", "EMPRESA MOROSA DE PRUEBA")
    expect(walk.page.get_by_text("Todo listo para facturar")).to_be_visible()


def test_the_way_past_the_menu_leads_to_the_content(
    open_page: OpenPage, site: Site
) -> None:
    walk = Walk(open_page(), site)
    walk.go("/crear-cuenta")

    walk.page.keyboard.press("Tab")
    skip = walk.page.get_by_role("link", name="Ir al contenido")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    walk.page.keyboard.press("Enter")

    expect(walk.page.get_by_role("main")).to_be_focused()


def _account(walk: Walk, keys: Keyboard) -> None:
    keys.type(walk.field("Nombre completo"), FULL_NAME)
    keys.type(walk.field("Email"), walk.email)
    keys.type(walk.field("Contraseña"), PASSWORD)
    keys.press(walk.page.get_by_role("checkbox"), "Space")
    keys.press(walk.button("Crear Cuenta"))


def _business(walk: Walk, keys: Keyboard) -> None:
    keys.type(walk.field("Cédula"), CEDULA)
    expect(walk.field("Nombre de negocio")).to_have_value(re.compile("MOROSA"))
    keys.pick(walk.field("Provincia"), "Heredia")
    keys.pick(walk.field("Cantón"), "Barva")
    keys.pick(walk.field("Distrito"), "San Pedro")
    keys.type(walk.field("Dirección"), "100 metros norte de la iglesia")
    # Enter in a line of text is as good as the button.
    keys.reach(walk.field("Teléfono"))
    walk.page.keyboard.type("2222-3333")
    walk.page.keyboard.press("Enter")


def _activities(walk: Walk, keys: Keyboard) -> None:
    page = walk.page
    keys.type(page.get_by_role("searchbox", name="Buscar actividad"), "queques")
    keys.press(page.get_by_role("button", name=re.compile("^Agregar Panader")))
    results = page.get_by_role("list", name="Resultados de la búsqueda")
    remove = results.get_by_role("button", name=re.compile("^Quitar Panader"))
    expect(remove).to_be_focused()
    keys.press(walk.button("Siguiente"))


def _hacienda(walk: Walk, keys: Keyboard) -> None:
    keys.type(walk.field("Usuario API"), USER)
    keys.type(walk.field("Contraseña API"), DEMO_PASSWORD)
    keys.choose_file(walk.field("Llave criptográfica"), walk.key())
    keys.type(walk.field("PIN"), "1234")
    keys.press(walk.button("Siguiente"))


def _pay(walk: Walk, keys: Keyboard) -> None:
    keys.reach(walk.page.get_by_role("radio", name="Mensual"))
    walk.page.keyboard.press("ArrowRight")
    expect(walk.page.get_by_role("radio", name="Anual")).to_be_checked()
    expect(walk.page.get_by_text("una vez al año").first).to_be_visible()
    keys.press(walk.button("Suscribirse a Pyme"))
    walk.page.wait_for_url("**/c/pay/**")
    keys.type(walk.field("Número de tarjeta"), PAYS)
    keys.type(walk.field("Vencimiento"), "12/34")
    keys.type(walk.field("CVC"), "123")
    keys.type(walk.field("Nombre en la tarjeta"), FULL_NAME)
    keys.press(walk.button("Pagar"))
