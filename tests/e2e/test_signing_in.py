"""In and out, here and on another device."""

from playwright.sync_api import expect

from asystec_web.flow.steps import Step
from tests.e2e.browser import PHONE, OpenPage
from tests.e2e.inbox import link_in
from tests.e2e.people import PASSWORD, People
from tests.e2e.server import Site
from tests.e2e.walk import DEMO_PERSON, Enter, Walk


def test_another_device_continues_at_the_first_unanswered_step(
    open_page: OpenPage, people: People, site: Site
) -> None:
    person = people.before(Step.CONSECUTIVES, DEMO_PERSON)
    walk = Walk(open_page(PHONE), site, DEMO_PERSON, person.email)

    _sign_in(walk)

    walk.arrive("/consecutivos", "Próximos consecutivos")
    walk.page.get_by_role("link", name="Atrás").click()
    walk.arrive("/hacienda", "Conexión con Hacienda")
    walk.page.get_by_role("link", name="Atrás").click()
    walk.arrive("/actividades", "A qué se dedica")
    chosen = walk.page.get_by_role("list", name="Actividades seleccionadas")
    expect(chosen.get_by_role("listitem")).to_have_count(1)
    walk.page.get_by_role("link", name="Atrás").click()
    walk.arrive("/negocio", "Información de su negocio")
    expect(walk.field("Cédula")).to_have_value("1-1111-1111")
    expect(walk.field("Nombre de negocio")).to_have_value("PERSONA DE PRUEBA")
    expect(walk.field("Distrito")).to_have_value("01")


def test_signing_in_leads_back_to_where_the_person_was(
    open_page: OpenPage, people: People, site: Site
) -> None:
    person = people.before(None)
    walk = Walk(open_page(), site, email=person.email)
    walk.page.goto("/consecutivos")
    walk.arrive("/", "Iniciar sesión")

    _sign_in(walk, go=False)

    walk.arrive("/consecutivos", "Próximos consecutivos")


def test_signing_out_closes_every_page_and_leaves_nothing_typed(
    enter: Enter, people: People
) -> None:
    walk = enter(Step.BUSINESS, "/negocio")
    walk.field("Dirección").fill("una dirección que es privada")
    walk.go("/perfil")

    walk.button("Cerrar sesión").click()

    walk.arrive("/", "Iniciar sesión")
    walk.page.goto("/perfil")
    walk.arrive("/", "Iniciar sesión")
    walk.email = people.before(Step.BUSINESS).email
    _sign_in(walk)
    walk.arrive("/bienvenida", "Bienvenid")
    walk.welcome()
    expect(walk.field("Dirección")).to_have_value("")


def test_a_forgotten_password_is_replaced_by_the_link_in_a_letter(
    open_page: OpenPage, people: People, site: Site
) -> None:
    person = people.before(Step.ACTIVITIES)
    walk = Walk(open_page(), site, email=person.email)
    walk.go("/")
    walk.page.get_by_role("link", name="¿Olvidó su contraseña?").click()
    walk.arrive("/recuperar", "Olvidó su contraseña")
    walk.field("Email").fill(person.email)
    walk.button("Enviar enlace").click()
    expect(walk.page.get_by_text("Revise su correo")).to_be_visible()
    link = link_in("contraseña nueva", person.email, site)

    walk.go(link)
    walk.field("Contraseña nueva").fill("otros quesos bajo la niebla 7")
    walk.button("Guardar contraseña").click()

    walk.arrive("/actividades", "A qué se dedica")


def _sign_in(walk: Walk, *, go: bool = True) -> None:
    if go:
        walk.go("/")
    walk.field("Email").fill(walk.email)
    walk.field("Contraseña").fill(PASSWORD)
    walk.button("Iniciar sesión").click()
