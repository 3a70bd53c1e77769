"""Pages speak Spanish, and say where one is."""

import re

from playwright.sync_api import Page, expect

from asystec_web.flow.steps import Step
from tests.e2e.browser import AWAY, Watch
from tests.e2e.every_page import Place, every_page
from tests.e2e.server import Site
from tests.e2e.walk import Enter, Visit

# Words of usual interfaces that Spanish does not share.
ENGLISH = re.compile(
    r"\b(the|and|your|you|with|this|that|please|loading|submit|close|cancel|next|back|"
    r"sign|log(in|out)|password|user(name)?|save|search|choose|file|show|hide|"
    r"required|optional|reload|refresh|offline|connect(ed|ion|ing)|lost|trying|"
    r"failed|try again|not found|page|account|settings|welcome|update|available|"
    r"version of|built|toggle|menu button|select|click|here|home)\b",
    re.IGNORECASE,
)
_WORDS = """() => [
  document.body.innerText,
  document.title,
  ...[...document.querySelectorAll('*')].flatMap(element =>
    ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']
      .map(name => element.getAttribute(name) ?? '')),
].join('\\n')"""
# What is no word: addresses, and names that belong to others.
_NAMES = re.compile(r"\S+@\S+|https?://\S+|\S+\.(com|example|cr)\b|Chrome en \w+")


def english_in(page: Page) -> list[str]:
    words = _NAMES.sub(" ", page.evaluate(_WORDS))
    return [found.group() for found in ENGLISH.finditer(words)]


@every_page
def test_a_page_is_in_spanish_and_titled(visit: Visit, place: Place) -> None:
    walk = visit(place)

    assert english_in(walk.page) == []
    expect(walk.page).to_have_title(place.title)
    expect(walk.page.locator("html")).to_have_attribute("lang", "es-CR")
    expect(walk.page.get_by_role("heading", level=1)).to_have_count(1)
    expect(walk.page.get_by_text("Modo demostración")).to_be_visible()


def test_the_rail_tells_where_one_is(enter: Enter) -> None:
    walk = enter(Step.CONSECUTIVES, "/hacienda")

    rail = walk.page.get_by_role("navigation", name="Pasos")

    steps = ["Cuenta", "Negocio", "Actividades", "Hacienda", "Consecutivos", "Plan"]
    expect(rail.get_by_role("listitem")).to_contain_text(steps)
    now = rail.locator("[aria-current=step]")
    expect(now).to_contain_text("Hacienda")
    expect(walk.page.get_by_text("Paso 4 de 6")).to_be_visible()


def test_what_is_said_of_a_lost_connection_is_spanish(
    enter: Enter, site: Site, watch: Watch
) -> None:
    watch.expect(AWAY)
    walk = enter(Step.HACIENDA, "/hacienda")
    site.kill()
    try:
        expect(walk.page.get_by_text("Se perdió la conexión")).to_be_visible()

        assert english_in(walk.page) == []
    finally:
        site.start()
