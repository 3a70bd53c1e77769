"""Searches by keyboard alone, where answers are slow and overtake each other."""

import re
import time
from collections.abc import Generator
from dataclasses import dataclass, field

import pytest
from anyio.from_thread import BlockingPortal
from playwright.sync_api import Page, WebSocketRoute, expect

from asystec_web.flow.steps import Step
from tests.e2e.browser import DESKTOP, Device
from tests.e2e.keyboard import Keyboard
from tests.e2e.slow_line import SlowLine
from tests.e2e.walk import Enter

FOUND = re.compile(r"^(1 actividad encontrada|\d+ actividades encontradas)$")
# A phone with bad reception: the delay of one way, and what it carries.
DELAY_S = 0.35
BYTES_PER_S = 20_000


@pytest.fixture
def line() -> SlowLine:
    return SlowLine()


@pytest.fixture
def far_away(line: SlowLine, portal: BlockingPortal) -> Generator[Device]:
    """Give a browser behind the line."""
    with portal.wrap_async_context_manager(line.opened()) as address:
        yield DESKTOP | {"proxy": {"server": address, "bypass": "<-loopback>"}}


@dataclass
class Overtaken:
    """Holds back the first answer to a query, until told to let it in."""

    query: str
    held: list[str | bytes] = field(default_factory=list)
    browsers: list[WebSocketRoute] = field(default_factory=list)

    def between(self, page: Page) -> None:
        """Stand between a page, which has to be loaded again, and the server."""
        page.route_web_socket(re.compile("/_event"), self._listen)
        page.reload()

    def let_in(self) -> None:
        """Hand over the answer that everything since has overtaken."""
        self.browsers[-1].send(self.held[0])

    def _listen(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()
        self.browsers.append(browser)

        def pass_on(message: str | bytes) -> None:
            answered = f'"searched_rx_state_":"{self.query}"' in str(message)
            if answered and not self.held:
                self.held.append(message)
            else:
                browser.send(message)

        server.on_message(pass_on)


def test_a_search_by_keyboard_on_a_slow_line_is_said_and_answers_what_was_typed(
    far_away: Device, line: SlowLine, enter: Enter
) -> None:
    walk = enter(Step.ACTIVITIES, "/actividades", far_away)
    page = walk.page
    overtaken = Overtaken("abo")
    overtaken.between(page)
    walk.wake()
    query = page.get_by_role("searchbox", name="Buscar actividad")
    found = page.get_by_role("list", name="Resultados de la búsqueda")
    said = page.locator("#activity_query-hint + [role=status]")
    expect(said).to_have_text("")
    keyboard = Keyboard(page)
    keyboard.reach(query)
    line.delay_s, line.bytes_per_s = DELAY_S, BYTES_PER_S

    page.keyboard.type("abo", delay=40)
    expect(page.get_by_role("status").filter(has_text="Un momento…")).to_be_attached()
    _wait_for(page, overtaken.held)
    page.keyboard.type("gada", delay=40)
    expect(query).to_have_attribute("data-answered", "abogada")
    overtaken.let_in()

    expect(query).to_have_attribute("data-answered", "abo")
    expect(query).to_have_attribute("data-answered", "abogada")
    expect(query).to_be_focused()
    expect(query).to_have_value("abogada")
    expect(found.get_by_role("listitem").first).to_contain_text("Abogados")
    expect(said).to_have_text(FOUND)
    number = found.get_by_role("listitem").count()
    assert str(said.text_content()).split()[0] == str(number)
    expect(page.get_by_text("Un momento…")).to_have_count(0)

    keyboard.press(found.get_by_role("button", name=re.compile("^Agregar Abogados")))
    chosen = page.get_by_role("list", name="Actividades seleccionadas")
    expect(chosen).to_contain_text("Abogados")
    remove = found.get_by_role("button", name=re.compile("^Quitar Abogados"))
    expect(remove).to_be_focused()
    page.keyboard.press("Enter")
    expect(chosen).not_to_contain_text("Abogados")


def test_answers_that_all_come_late_end_with_the_one_to_the_last_letter(
    far_away: Device, line: SlowLine, enter: Enter
) -> None:
    walk = enter(Step.ACTIVITIES, "/actividades", far_away)
    page = walk.page
    query = page.get_by_role("searchbox", name="Buscar actividad")
    Keyboard(page).reach(query)
    line.delay_s, line.bytes_per_s = DELAY_S, BYTES_PER_S

    # Slower than the page waits for the next letter: each one is asked for.
    page.keyboard.type("panadería", delay=180)

    expect(query).to_have_attribute("data-answered", "panadería")
    found = page.get_by_role("list", name="Resultados de la búsqueda")
    expect(found.get_by_role("listitem").first).to_contain_text("Panadería")
    expect(query).to_have_value("panadería")
    began = time.monotonic()
    page.keyboard.type("s")
    expect(query).to_have_attribute("data-answered", "panaderías")
    assert time.monotonic() - began >= 2 * DELAY_S, "the line was not slow"


def test_a_place_searched_on_a_slow_line_is_said_and_chosen(
    far_away: Device, line: SlowLine, enter: Enter
) -> None:
    walk = enter(Step.BUSINESS, "/negocio", far_away)
    page = walk.page
    query = page.get_by_role("searchbox", name="Buscar el lugar")
    Keyboard(page).reach(query)
    # Until it is seen that the answer is waited for.
    line.delay_s, line.bytes_per_s = 10 * DELAY_S, BYTES_PER_S

    page.keyboard.type("escazu", delay=40)

    expect(page.get_by_role("status").filter(has_text="Un momento…")).to_be_attached()
    line.delay_s = DELAY_S
    expect(query).to_have_attribute("data-answered", "escazu")
    expect(page.get_by_text("3 lugares encontrados.")).to_be_visible()
    expect(page.get_by_text("Un momento…")).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Escogió Escazú, Escazú, San José.")).to_be_visible()
    expect(query).to_have_value("")
    expect(query).to_have_attribute("data-answered", "")
    expect(page.get_by_text("Un momento…")).to_have_count(0)


def _wait_for(page: Page, held: list[str | bytes]) -> None:
    for _ in range(1200):
        if held:
            return
        page.wait_for_timeout(50)
    message = "the answer to hold back never came"
    raise AssertionError(message)
