"""What axe finds, in the colours of day and night."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

# All it knows, best practices included, and one rule that it leaves off.
_EVERYTHING: dict[str, object] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
# Night changes colours and nothing else.
_COLOURS: dict[str, object] = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast"],
}
# The docked bar covers whatever it stands before at this moment, and scrolling brings
# that out: where a page happens to be scrolled to says nothing of the size of a target.
_STILL = """*, *::before, *::after {
  transition: none !important; animation: none !important
}
.dock { position: static !important }"""


def expect_accessible(page: Page) -> None:
    """Fail with axe's own report if anything is found, by day or by night."""
    page.add_style_tag(content=_STILL)
    _expect_nothing(page, _EVERYTHING)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html.dark")).to_be_attached()
    _expect_nothing(page, _COLOURS)
    page.emulate_media(color_scheme="light")
    expect(page.locator("html.dark")).to_have_count(0)


def _expect_nothing(page: Page, options: dict[str, object]) -> None:
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, found.generate_report()
