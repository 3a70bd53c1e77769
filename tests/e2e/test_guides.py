"""The guides open beside the connection, and nothing filled in is lost."""

import re

import pytest
from playwright.sync_api import Locator, expect

from asystec_web.flow.steps import Step
from asystec_web.simulators.hacienda.cases import BY_CEDULA
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from tests.e2e.axe import expect_accessible
from tests.e2e.browser import DESKTOP, PHONE, SMALL_PHONE, Device, Watch
from tests.e2e.keyboard import Keyboard
from tests.e2e.test_words import english_in
from tests.e2e.touch import too_small, too_wide
from tests.e2e.walk import PIN, Enter, Walk

USER = "¿Cómo puedo obtener mi Usuario Api y Contraseña Api?"
KEY = "Generar llave criptográfica"
GUIDES = pytest.mark.parametrize(
    "name", [pytest.param(USER, id="user"), pytest.param(KEY, id="key")]
)


def guide(walk: Walk, name: str) -> Locator:
    return walk.page.get_by_role("dialog", name=name, exact=True)


def link(walk: Walk, name: str) -> Locator:
    return walk.page.locator("form").get_by_role("link", name=name, exact=True)


def open_guide(walk: Walk, name: str) -> Locator:
    link(walk, name).click()
    opened = guide(walk, name)
    expect(opened.get_by_role("list").first).to_be_visible()
    return opened


def expect_everything_filled(walk: Walk) -> None:
    username = BY_CEDULA[walk.cedula].username
    expect(walk.field("Usuario API")).to_have_value(username)
    expect(walk.field("Contraseña API")).to_have_value(DEMO_PASSWORD)
    expect(walk.field("PIN")).to_have_value(PIN)
    chosen = walk.field("Llave criptográfica").evaluate("file => file.files[0].name")
    assert chosen == f"{walk.cedula}.p12"


@GUIDES
def test_a_guide_opens_without_losing_what_is_filled_in(
    enter: Enter, screen: Device, name: str
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", screen)
    walk.fill_hacienda()

    opened = open_guide(walk, name)
    expect(opened.get_by_role("img").first).to_be_visible()
    opened.get_by_role("button", name="Cerrar").click()

    expect(opened).to_be_hidden()
    expect(link(walk, name)).to_be_focused()
    expect_everything_filled(walk)


def test_what_was_filled_in_around_a_guide_connects(enter: Enter) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", PHONE, cedula="9999999904")
    walk.fill_hacienda()
    open_guide(walk, KEY)
    walk.page.keyboard.press("Escape")

    walk.next()

    walk.arrive("/consecutivos", "Próximos consecutivos")


@GUIDES
def test_a_guide_is_read_by_keyboard(enter: Enter, screen: Device, name: str) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", screen)
    keys = Keyboard(walk.page)

    keys.press(link(walk, name))
    opened = guide(walk, name)
    expect(opened.get_by_role("heading", name=name)).to_be_focused()
    keys.press(opened.get_by_text("Si el código no llega al correo"))
    expect(opened.get_by_text("Correo no deseado")).to_be_visible()
    walk.page.keyboard.press("Escape")

    expect(opened).to_be_hidden()
    expect(link(walk, name)).to_be_focused()


def test_going_back_closes_a_guide_and_leaves_the_form_as_it_is(
    enter: Enter, screen: Device
) -> None:
    walk = enter(Step.HACIENDA, "/actividades", screen)
    walk.go("/hacienda")
    walk.fill_hacienda()
    opened = open_guide(walk, KEY)

    walk.page.go_back()

    expect(opened).to_be_hidden()
    expect(walk.page).to_have_url(re.compile("/hacienda$"))
    expect(link(walk, KEY)).to_be_focused()
    expect_everything_filled(walk)
    walk.page.go_forward()
    expect(opened).to_be_hidden()
    expect_everything_filled(walk)


@pytest.mark.parametrize("way", ["Escape", "Cerrar"])
def test_a_guide_that_was_closed_is_no_stop_on_the_way_back(
    enter: Enter, way: str
) -> None:
    walk = enter(Step.HACIENDA, "/actividades", PHONE)
    walk.next()
    walk.arrive("/hacienda", "Conexión con Hacienda")
    for _ in range(2):
        opened = open_guide(walk, KEY)
        if way == "Escape":
            walk.page.keyboard.press("Escape")
        else:
            opened.get_by_role("button", name="Cerrar").click()
        expect(opened).to_be_hidden()
        walk.page.wait_for_function("!history.state.guide")

    walk.page.go_back()

    walk.arrive("/actividades", "¿A qué se dedica su negocio?")


def test_on_a_wide_screen_one_writes_beside_the_guide(enter: Enter) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", DESKTOP)
    opened = open_guide(walk, USER)

    walk.field("PIN").fill("escrito al lado")

    expect(opened).to_be_visible()
    form, panel = walk.page.locator("form").first, opened.bounding_box()
    assert panel is not None
    box = form.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= panel["x"]
    walk.page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    expect(walk.field("PIN")).to_be_focused()
    expect(walk.field("PIN")).to_have_value("escrito al lado")


def test_a_phone_that_is_turned_keeps_the_guide_open(enter: Enter) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", DESKTOP)
    opened = open_guide(walk, USER)

    walk.page.set_viewport_size({"width": 700, "height": 800})

    expect(opened).to_be_visible()
    expect(walk.page.locator("dialog:modal")).to_have_count(1)
    opened.get_by_role("button", name="Cerrar").click()
    expect(link(walk, USER)).to_be_focused()


def test_one_guide_leads_to_the_other_in_the_same_place(enter: Enter) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", PHONE)
    walk.field("PIN").fill("1234")
    opened = open_guide(walk, USER)

    opened.get_by_role("link", name=KEY, exact=True).click()

    expect(guide(walk, KEY).get_by_text("¿Ya tiene llave?")).to_be_visible()
    walk.page.keyboard.press("Escape")
    expect(link(walk, USER)).to_be_focused()
    expect(walk.field("PIN")).to_have_value("1234")


@GUIDES
def test_a_guide_still_opens_in_another_tab(enter: Enter, name: str) -> None:
    walk = enter(Step.HACIENDA, "/hacienda")

    with walk.page.context.expect_page() as opened:
        link(walk, name).click(modifiers=["ControlOrMeta"])

    expect(opened.value.get_by_role("heading", level=1, name=name)).to_be_visible()
    expect(guide(walk, name)).to_be_hidden()


def test_a_guide_that_does_not_come_says_so_and_keeps_the_form(
    enter: Enter, watch: Watch
) -> None:
    watch.expect("Failed to load|ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    walk = enter(Step.HACIENDA, "/hacienda", PHONE)
    walk.field("PIN").fill("1234")
    walk.page.route("**/ayuda/**", lambda route: route.abort())

    link(walk, KEY).click()

    opened = guide(walk, KEY)
    expect(opened.get_by_text("No pudimos traer la guía")).to_be_visible()
    expect(opened.get_by_role("link", name="Ábrala en otra pestaña")).to_be_visible()
    walk.page.unroute("**/ayuda/**")
    walk.page.keyboard.press("Escape")
    open_guide(walk, KEY)
    walk.page.keyboard.press("Escape")
    expect(walk.field("PIN")).to_have_value("1234")


def test_a_guide_is_fetched_when_asked_for_and_once(enter: Enter) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", PHONE)
    asked: list[str] = []
    walk.page.on("request", lambda request: asked.append(request.url))

    for _ in range(2):
        open_guide(walk, KEY)
        walk.page.keyboard.press("Escape")

    pages = [url for url in asked if url.endswith("/ayuda/llave-criptografica")]
    assert len(pages) == 1


@GUIDES
def test_axe_finds_nothing_in_an_open_guide(
    enter: Enter, screen: Device, name: str
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", screen)
    opened = open_guide(walk, name)
    for each in opened.locator("summary").all():
        each.click()

    expect_accessible(walk.page)
    assert english_in(walk.page) == []


@GUIDES
def test_an_open_guide_fits_320_pixels(enter: Enter, name: str) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", SMALL_PHONE)
    open_guide(walk, name)

    assert too_wide(walk.page) == []
    assert too_small(walk.page) == []
