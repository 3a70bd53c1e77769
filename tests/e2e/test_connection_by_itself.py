"""What Hacienda could not answer connects by itself, and an open page shows it."""

import sqlite3
from contextlib import closing

from playwright.sync_api import expect

from asystec_web.flow.steps import Step
from asystec_web.simulators.hacienda.cases import BY_CEDULA
from tests.e2e.axe import expect_accessible
from tests.e2e.browser import PHONE, Device
from tests.e2e.inbox import letter_to
from tests.e2e.moods import mend, spoil
from tests.e2e.server import Site
from tests.e2e.walk import Enter, Walk
from tests.waiting import LONG_S, until_true

# A round begins every fifteen seconds, and the page asks every five.
BY_ITSELF_MS = 60_000


def outage(walk: Walk, site: Site, address: str = "/perfil", heading: str = "") -> None:
    """Answer the step while Hacienda is away; the second submit goes on."""
    spoil(site.simulators.hacienda, path="/auth", status=503)
    walk.fill_hacienda()
    walk.next()
    expect(walk.page.get_by_role("alert")).to_be_focused()
    expect(walk.page.get_by_text("Hacienda: por comprobar")).to_be_visible()
    walk.next()
    walk.arrive(address, heading or BY_CEDULA[walk.cedula].name)


def end_the_pause(site: Site) -> None:
    """Have the next round try at once what waits for its minute to be over."""
    file = site.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, timeout=LONG_S)) as database:

        def is_ended() -> bool:
            with database:
                changed = database.execute(
                    "update connection_candidate set next_try_at = "
                    "'2026-01-01 00:00:00.000000' where status = 'waiting'"
                ).rowcount
            return changed > 0

        until_true(is_ended)


def test_after_an_outage_the_open_profile_shows_the_connection(
    enter: Enter, site: Site
) -> None:
    walk = enter(None, "/hacienda", cedula="3101999901")
    outage(walk, site)
    expect(walk.page.get_by_text("Hacienda: por comprobar").first).to_be_visible()
    mend(site.simulators.hacienda)

    end_the_pause(site)

    connected = walk.page.get_by_text("Hacienda conectada", exact=True)
    expect(connected).to_be_visible(timeout=BY_ITSELF_MS)
    expect(walk.page.get_by_text("Todo listo para facturar")).to_be_visible()
    letter_to(walk.email, site, about="Hacienda quedó conectada")


def test_after_an_outage_the_open_page_of_the_numbers_finds_them(
    enter: Enter, site: Site
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", cedula="3101999916")
    outage(walk, site, "/consecutivos", "Próximos consecutivos")
    waiting = walk.page.get_by_text("Hacienda: por comprobar")
    expect(waiting).to_be_visible()
    credit = walk.field("Nota de Crédito Electrónica")
    credit.fill("7")
    mend(site.simulators.hacienda)

    end_the_pause(site)

    connected = walk.page.get_by_text("Hacienda conectada", exact=True)
    expect(connected).to_be_visible(timeout=BY_ITSELF_MS)
    expect(walk.field("Factura Electrónica")).to_have_value("311")
    expect(credit).to_have_value("7")
    expect(waiting).to_have_count(0)
    expect_accessible(walk.page)


def test_later_keeps_what_was_filled_in_and_asks_for_the_rest(enter: Enter) -> None:
    walk = enter(Step.HACIENDA, "/hacienda")
    walk.fill_hacienda()
    walk.field("PIN").fill("")

    walk.connect_later()

    expect(walk.page.get_by_text("Falta: el PIN.")).to_be_visible()
    expect_accessible(walk.page)
    walk.go("/hacienda")
    walk.field("PIN").fill("1234")
    walk.next()
    walk.arrive("/consecutivos", "Próximos consecutivos")
    walk.go("/hacienda")
    expect(walk.page.get_by_text("Hacienda conectada")).to_be_visible()


def test_a_connection_is_removed_after_it_was_confirmed_by_keyboard(
    enter: Enter,
) -> None:
    walk = enter(None, "/hacienda")
    walk.fill_hacienda()
    walk.next()
    walk.arrive("/perfil", BY_CEDULA[walk.cedula].name)
    remove = walk.button("Eliminar la conexión con Hacienda")

    remove.press("Enter")
    walk.button("No, conservarla").press("Enter")
    expect(walk.page.get_by_text("¿Eliminar la conexión")).to_have_count(0)
    remove.press("Enter")
    expect_accessible(walk.page)
    walk.button("Sí, eliminar la conexión").press("Enter")

    expect(walk.page.get_by_text("Eliminamos la conexión con Hacienda")).to_be_visible()
    expect(remove).to_have_count(0)
    expect(walk.page.get_by_text("usted eliminó la conexión")).to_be_visible()


def test_axe_finds_nothing_in_a_connection_por_comprobar(
    enter: Enter, site: Site, screen: Device
) -> None:
    walk = enter(None, "/hacienda", screen, "3101999902")
    outage(walk, site)

    for page in ("/hacienda", "/perfil", "/listo"):
        walk.go(page)
        expect(walk.page.get_by_text("Hacienda: por comprobar").first).to_be_visible()
        expect_accessible(walk.page)


def test_axe_finds_nothing_in_a_connection_that_was_rejected(
    enter: Enter, site: Site
) -> None:
    walk = enter(None, "/hacienda", PHONE, "3101999905")
    outage(walk, site)
    mend(site.simulators.hacienda)

    end_the_pause(site)

    refused = walk.page.get_by_text("Hacienda no quedó conectada").first
    expect(refused).to_be_visible(timeout=BY_ITSELF_MS)
    expect_accessible(walk.page)
