"""The summary of what is wrong, and the words beside each field."""

from playwright.sync_api import Locator, Page, expect

_DESCRIPTIONS = """control => (control.getAttribute('aria-describedby') ?? '')
  .split(' ')
  .map(id => document.getElementById(id)?.textContent ?? '')"""


def expect_summary(page: Page, *fields: str) -> Locator:
    """Check the summary and every link in it; gives the summary.

    Args:
        page: Where something was just submitted.
        fields: The ids of the controls that have to be named, in their order.
    """
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading", name="Hay un problema")).to_be_visible()
    links = summary.get_by_role("link")
    targets = [link.evaluate("link => link.hash") for link in links.all()]
    assert targets == [f"#{field}" for field in fields], summary.inner_text()
    for link, field in zip(links.all(), fields, strict=True):
        _expect_tied(page, link, page.locator(f"#{field}"))
    return summary


def _expect_tied(page: Page, link: Locator, control: Locator) -> None:
    words = link.inner_text()
    link.click()
    expect(control).to_be_focused()
    expect(control).to_be_in_viewport()
    if control.get_attribute("aria-describedby") is not None:
        assert words in control.evaluate(_DESCRIPTIONS)
        expect(control).to_have_attribute("aria-invalid", "true")
        beside = page.locator(f"#{control.get_attribute('id')}-error")
        expect(beside).to_be_visible()
