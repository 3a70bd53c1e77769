"""The smallest phones, and fingers."""

import re

import pytest
from playwright.sync_api import expect

from asystec_web.flow.steps import Step
from tests.e2e.browser import PHONE, SMALL_PHONE
from tests.e2e.every_page import Place, every_page
from tests.e2e.touch import is_covered, too_small, too_wide
from tests.e2e.walk import Enter, Visit

SEEN = """
  const { x, y, width, height } = button.getBoundingClientRect();
  return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
"""


@every_page
def test_a_page_fits_320_pixels_and_a_finger(visit: Visit, place: Place) -> None:
    walk = visit(place, SMALL_PHONE)

    assert too_wide(walk.page) == []
    assert too_small(walk.page) == []


@pytest.mark.parametrize(
    ("address", "step"),
    [
        pytest.param("/negocio", Step.BUSINESS, id="business"),
        pytest.param("/hacienda", Step.HACIENDA, id="hacienda"),
        pytest.param("/consecutivos", Step.CONSECUTIVES, id="consecutives"),
    ],
)
def test_errors_fit_320_pixels_and_the_bar_covers_no_focused_control(
    enter: Enter, address: str, step: Step
) -> None:
    walk = enter(step, address, SMALL_PHONE)
    if step is Step.CONSECUTIVES:
        walk.field("Terminal").fill("muchas")
    walk.next()
    expect(walk.page.get_by_role("alert")).to_be_focused()

    assert too_wide(walk.page) == []
    assert too_small(walk.page) == []
    for _ in range(
        walk.page.locator("main :is(input, select, textarea, a):visible").count()
    ):
        walk.page.keyboard.press("Tab")
        assert not is_covered(walk.page), walk.page.evaluate(
            "document.activeElement.outerHTML"
        )


def test_the_lists_of_activities_fit_320_pixels(enter: Enter) -> None:
    walk = enter(Step.ACTIVITIES, "/actividades", SMALL_PHONE)
    walk.page.get_by_role("searchbox").press_sequentially("servicios")
    expect(walk.page.get_by_role("list", name="Resultados")).to_be_visible()

    assert too_wide(walk.page) == []
    assert too_small(walk.page) == []


@pytest.mark.parametrize(
    ("address", "step", "search", "typed", "found"),
    [
        pytest.param(
            "/actividades",
            Step.ACTIVITIES,
            "Buscar actividad",
            "soda",
            re.compile("^Agregar .*comida"),
            id="activities",
        ),
        pytest.param(
            "/negocio",
            Step.BUSINESS,
            "Buscar el lugar",
            "escazu",
            re.compile("Escazú"),
            id="places",
        ),
    ],
)
def test_what_is_found_is_seen_below_the_search(
    enter: Enter,
    address: str,
    step: Step,
    search: str,
    typed: str,
    found: re.Pattern[str],
) -> None:
    walk = enter(step, address, SMALL_PHONE)
    walk.page.get_by_role("searchbox", name=search).press_sequentially(typed)
    first = walk.page.get_by_role("button", name=found).first
    expect(first).to_be_visible()

    seen = f"button => {{ {SEEN} }}"
    walk.page.wait_for_function(seen, arg=first.element_handle())


def test_the_bar_stays_in_reach_on_a_phone(enter: Enter) -> None:
    walk = enter(Step.BUSINESS, "/negocio", PHONE)

    expect(walk.button("Siguiente")).to_be_in_viewport()


def test_enlarged_text_still_fits(enter: Enter) -> None:
    walk = enter(Step.BUSINESS, "/negocio", PHONE)
    walk.page.add_style_tag(content="html { font-size: 200% }")

    assert too_wide(walk.page) == []
