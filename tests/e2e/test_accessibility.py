"""axe finds nothing, on any page and in any state, by day and by night."""

import re

from playwright.sync_api import expect

from asystec_web.flow.steps import Step
from tests.e2e.axe import expect_accessible
from tests.e2e.browser import AWAY, DESKTOP, PHONE, Device, OpenPage, Watch
from tests.e2e.every_page import Place, every_page
from tests.e2e.moods import spoil
from tests.e2e.server import Site
from tests.e2e.summary import expect_summary
from tests.e2e.walk import Enter, Visit, Walk


@every_page
def test_axe_finds_nothing_on_a_page(visit: Visit, place: Place) -> None:
    walk = visit(place, PHONE)

    expect_accessible(walk.page)
    walk.page.set_viewport_size(DESKTOP["viewport"])
    expect_accessible(walk.page)


def test_axe_finds_nothing_in_an_account_with_errors(
    open_page: OpenPage, site: Site, screen: Device
) -> None:
    walk = Walk(open_page(screen), site)
    walk.go("/crear-cuenta")
    walk.button("Crear Cuenta").click()
    expect(walk.page.get_by_role("alert")).to_be_focused()

    expect_accessible(walk.page)


def test_axe_finds_nothing_in_a_business_with_a_name_found_and_errors(
    enter: Enter, screen: Device
) -> None:
    walk = enter(Step.BUSINESS, "/negocio", screen)
    walk.fill_business()
    walk.field("Dirección").fill("")
    walk.next()
    expect(walk.page.get_by_role("alert")).to_be_focused()

    expect_accessible(walk.page)


def test_axe_finds_nothing_in_a_connection_being_tried(
    enter: Enter, site: Site, screen: Device
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", screen, "3101999902")
    walk.fill_hacienda()
    spoil(site.simulators.hacienda, path="/auth", status=0, hold=True)
    walk.next()
    expect(walk.page.get_by_text("Probando con Hacienda…")).to_be_visible()

    expect_accessible(walk.page)


def test_axe_finds_nothing_in_a_connection_with_errors(
    enter: Enter, screen: Device
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", screen)
    walk.next()
    expect_summary(walk.page, "hacienda_user", "hacienda_password", "key", "pin")

    expect_accessible(walk.page)


def test_axe_finds_nothing_among_search_results_and_without_any(
    enter: Enter, screen: Device
) -> None:
    walk = enter(Step.ACTIVITIES, "/actividades", screen)
    query = walk.page.get_by_role("searchbox")
    query.press_sequentially("queques")
    walk.page.get_by_role("button", name=re.compile("^Agregar")).first.click()
    expect(walk.page.get_by_role("button", name=re.compile("^Quitar"))).to_have_count(4)

    expect_accessible(walk.page)
    query.fill("")
    query.press_sequentially("xyzzyqwv")
    expect(walk.page.get_by_text("No encontramos actividades")).to_be_visible()
    expect_accessible(walk.page)


def test_axe_finds_nothing_while_the_connection_is_lost(
    enter: Enter, site: Site, watch: Watch
) -> None:
    watch.expect(AWAY)
    walk = enter(Step.BUSINESS, "/negocio", PHONE)
    site.kill()
    try:
        expect(walk.page.get_by_text("Se perdió la conexión")).to_be_visible()

        expect_accessible(walk.page)
    finally:
        site.start()
