"""Going back loses nothing, and going ahead by address leads to what is missing."""

import pytest
from playwright.sync_api import expect

from asystec_web.flow.steps import Step
from tests.e2e.browser import Device, OpenPage
from tests.e2e.people import DEMO_COMPANY
from tests.e2e.server import Site
from tests.e2e.walk import Enter, Walk

WAY = {
    "/negocio": "Información de su negocio",
    "/actividades": "A qué se dedica",
    "/hacienda": "Conexión con Hacienda",
    "/consecutivos": "Próximos consecutivos",
    "/plan": "Escoja su plan",
}
GUARDED = ["/bienvenida", *WAY, "/listo", "/perfil"]


def test_what_was_typed_about_the_business_is_there_after_going_back(
    enter: Enter, screen: Device
) -> None:
    walk = enter(Step.BUSINESS, "/negocio", screen)
    walk.fill_business()

    _back(walk)
    walk.arrive("/bienvenida", "Bienvenid")
    walk.welcome()

    expect(walk.field("Cédula")).to_have_value(DEMO_COMPANY)
    expect(walk.field("Nombre comercial")).to_have_value("La Prueba")
    expect(walk.field("Distrito")).to_have_value("02")
    expect(walk.field("Dirección")).to_have_value("100 metros norte de la iglesia")


def test_going_back_along_the_whole_way_keeps_what_was_typed_and_saved(
    enter: Enter,
) -> None:
    walk = enter(Step.PLAN, "/plan")

    _back(walk)
    walk.arrive("/consecutivos", WAY["/consecutivos"])
    walk.field("Tiquete Electrónico").fill("18")
    _back(walk)
    walk.arrive("/hacienda", WAY["/hacienda"])
    walk.field("Usuario API").fill("cpj-3-101")
    _back(walk)
    walk.arrive("/actividades", WAY["/actividades"])
    _back(walk)
    walk.arrive("/negocio", WAY["/negocio"])
    walk.field("Dirección").fill("De la plaza, 25 metros al sur")
    _back(walk)
    walk.arrive("/bienvenida", "Bienvenid")

    walk.welcome()
    expect(walk.field("Dirección")).to_have_value("De la plaza, 25 metros al sur")
    walk.next()
    walk.arrive("/actividades", WAY["/actividades"])
    chosen = walk.page.get_by_role("list", name="Actividades seleccionadas")
    expect(chosen.get_by_role("listitem")).to_have_count(2)
    walk.next()
    walk.arrive("/hacienda", WAY["/hacienda"])
    expect(walk.field("Usuario API")).to_have_value("cpj-3-101")
    walk.connect_later()
    expect(walk.field("Tiquete Electrónico")).to_have_value("18")
    walk.next()
    walk.arrive("/plan", WAY["/plan"])


def test_the_browser_s_own_back_and_forward_keep_the_place(enter: Enter) -> None:
    walk = enter(Step.ACTIVITIES, "/negocio")
    walk.field("Barrio").fill("Bello Horizonte")
    walk.next()
    walk.arrive("/actividades", WAY["/actividades"])

    walk.page.go_back()
    walk.arrive("/negocio", WAY["/negocio"])
    expect(walk.field("Barrio")).to_have_value("Bello Horizonte")
    walk.page.go_forward()

    walk.arrive("/actividades", WAY["/actividades"])


@pytest.mark.parametrize(
    ("step", "open_step"),
    [
        pytest.param(Step.BUSINESS, "/negocio", id="nothing answered"),
        pytest.param(Step.HACIENDA, "/hacienda", id="half way"),
    ],
)
def test_an_address_too_far_ahead_leads_to_the_first_unanswered_step(
    enter: Enter, step: Step, open_step: str
) -> None:
    walk = enter(step, "/bienvenida")
    ahead = [*list(WAY)[list(WAY).index(open_step) + 1 :], "/listo"]

    for address in ahead:
        walk.page.goto(address)

        walk.arrive(open_step, WAY[open_step])


def test_every_page_of_the_way_leads_to_sign_in_whoever_is_nobody(
    open_page: OpenPage, site: Site
) -> None:
    walk = Walk(open_page(), site)

    for address in GUARDED:
        walk.page.goto(address)

        walk.arrive("/", "Iniciar sesión")


def test_whoever_is_signed_in_is_spared_the_sign_in(enter: Enter) -> None:
    walk = enter(None, "/perfil")

    walk.page.goto("/")

    walk.arrive("/perfil", "EMPRESA DE PRUEBA")


@pytest.mark.parametrize("part", ["negocio", "actividades", "hacienda", "consecutivos"])
def test_the_profile_leads_to_every_part(enter: Enter, part: str) -> None:
    walk = enter(None, "/perfil")

    walk.page.get_by_role("link", name=f"Cambiar {part}").click()

    walk.arrive(f"/{part}", WAY[f"/{part}"])
    _back(walk)
    walk.arrive("/perfil", "EMPRESA DE PRUEBA")


def test_whoever_is_on_the_way_can_sign_out(enter: Enter, screen: Device) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", screen)

    walk.button("Cerrar sesión").click()

    walk.arrive("/", "Iniciar sesión")


def _back(walk: Walk) -> None:
    walk.page.get_by_role("link", name="Atrás", exact=True).click()
