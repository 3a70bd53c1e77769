"""The step is finished on another device, by a link in a letter."""

from playwright.sync_api import expect

from asystec_web.flow.steps import Step
from tests.e2e.axe import expect_accessible
from tests.e2e.browser import DESKTOP, PHONE, SMALL_PHONE, OpenPage
from tests.e2e.inbox import letters_to, link_in
from tests.e2e.people import People
from tests.e2e.server import Site
from tests.e2e.test_words import english_in
from tests.e2e.touch import too_small, too_wide
from tests.e2e.walk import Enter, Walk
from tests.waiting import until_true

SEND = "Terminar en la computadora"
BACK = "Ya terminé en la computadora"
SUBJECT = "Termine en la computadora"
CEDULA = "122222222222"


def send_link(phone: Walk) -> str:
    phone.button(SEND).click()
    said = f"Le enviamos un enlace a {phone.email[0]}***@prueba.example.com"
    expect(phone.page.get_by_text(said)).to_be_visible()
    return link_in(SUBJECT, phone.email, phone.site)


def wait_for_letters(phone: Walk, count: int) -> None:
    """Wait until so many links have come: the newest is then another one."""

    def have_come() -> bool:
        letters = letters_to(phone.email, phone.site)
        return sum(SUBJECT in each.subject for each in letters) == count

    until_true(have_come)


def test_the_computer_finishes_what_the_phone_began(
    enter: Enter, open_page: OpenPage, site: Site
) -> None:
    phone = enter(Step.HACIENDA, "/hacienda", PHONE, cedula=CEDULA)
    phone.field("Usuario API").fill("escrito en el celular")
    computer = Walk(open_page(DESKTOP), site, CEDULA)

    computer.go(send_link(phone))
    expect(computer.page.get_by_text(phone.email)).to_be_visible()
    computer.button("Continuar").click()
    computer.arrive("/hacienda", "Conexión con Hacienda")
    phone.button(BACK).click()
    expect(phone.page.get_by_text("todavía no está conectada")).to_be_visible()
    expect(phone.field("Usuario API")).to_have_value("escrito en el celular")
    computer.hacienda()
    phone.button(BACK).click()

    phone.arrive("/consecutivos", "Próximos consecutivos")


def test_the_link_opens_once(enter: Enter, open_page: OpenPage, site: Site) -> None:
    phone = enter(Step.HACIENDA, "/hacienda", PHONE)
    link = send_link(phone)
    first, second = (Walk(open_page(DESKTOP), site) for _ in range(2))
    first.go(link)
    second.go(link)
    first.button("Continuar").click()
    first.arrive("/hacienda", "Conexión con Hacienda")

    second.button("Continuar").click()

    expect(second.page.get_by_text("El enlace no sirve")).to_be_visible()
    expect(second.button("Continuar")).to_have_count(0)
    second.page.get_by_role("link", name="Ir a la conexión con Hacienda").click()
    second.arrive("/", "Iniciar sesión")
    assert second.page.url.endswith("?volver=/hacienda")


def test_programs_that_open_every_link_do_not_use_it_up(
    enter: Enter, open_page: OpenPage, site: Site
) -> None:
    phone = enter(Step.HACIENDA, "/hacienda", PHONE)
    link = send_link(phone)
    for _ in range(2):
        Walk(open_page(DESKTOP), site).go(link)

    computer = Walk(open_page(DESKTOP), site)
    computer.go(link)
    computer.button("Continuar").click()

    computer.arrive("/hacienda", "Conexión con Hacienda")


def test_only_the_newest_link_opens(
    enter: Enter, open_page: OpenPage, site: Site
) -> None:
    phone = enter(Step.HACIENDA, "/hacienda", PHONE)
    older = send_link(phone)
    phone.button(SEND).click()
    wait_for_letters(phone, 2)
    computer = Walk(open_page(DESKTOP), site)

    computer.go(older)

    expect(computer.page.get_by_text("El enlace no sirve")).to_be_visible()


def test_somebody_else_on_the_computer_is_asked_first(
    enter: Enter, open_page: OpenPage, people: People, site: Site
) -> None:
    phone = enter(Step.HACIENDA, "/hacienda", PHONE)
    other = people.before(Step.BUSINESS)
    computer = Walk(open_page(DESKTOP, other), site)
    link = send_link(phone)

    computer.go(link)
    expect(computer.page.get_by_text("hay otra cuenta abierta")).to_be_visible()
    expect(computer.page.get_by_text(other.email)).to_be_visible()
    expect(computer.page.get_by_text(phone.email)).to_be_visible()
    computer.page.get_by_role("link", name="Seguir con la otra cuenta").click()
    computer.arrive("/bienvenida", "Bienvenid")
    computer.go(link)
    computer.button("Continuar").click()

    computer.arrive("/hacienda", "Conexión con Hacienda")
    computer.go("/perfil")
    expect(computer.page.get_by_text(phone.email).first).to_be_visible()


def test_axe_finds_nothing_in_the_new_states_and_they_fit_a_phone(
    enter: Enter, open_page: OpenPage, people: People, site: Site
) -> None:
    phone = enter(Step.HACIENDA, "/hacienda", SMALL_PHONE)
    link = send_link(phone)
    expect(phone.page.get_by_text("sirve 30 minutos")).to_be_in_viewport()
    expect_good(phone)
    here = Walk(open_page(SMALL_PHONE), site)
    here.go(link)
    expect(here.button("Continuar")).to_be_visible()
    expect_good(here)
    there = Walk(open_page(SMALL_PHONE, people.before(Step.BUSINESS)), site)
    there.go(link)
    expect(there.page.get_by_text("otra cuenta abierta")).to_be_visible()
    expect_good(there)
    there.button("Continuar").click()
    there.arrive("/hacienda", "Conexión con Hacienda")
    here.button("Continuar").click()
    expect(here.page.get_by_text("El enlace no sirve")).to_be_visible()
    expect_good(here)


def test_a_desktop_is_not_told_of_a_computer(enter: Enter) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", DESKTOP)

    expect(walk.button(SEND)).to_be_hidden()


def expect_good(walk: Walk) -> None:
    expect_accessible(walk.page)
    assert too_wide(walk.page) == []
    assert too_small(walk.page) == []
    assert english_in(walk.page) == []
