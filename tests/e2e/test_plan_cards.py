"""The cards of the plans: side by side or one below another, none left alone."""

import pytest

from asystec_web.flow.steps import Step
from tests.e2e.browser import OpenPage
from tests.e2e.people import People
from tests.e2e.touch import too_small, too_wide

_TOPS = "cards => new Set(cards.map(each => each.offsetTop)).size"


@pytest.mark.parametrize(
    ("width", "rows"), [(320, 3), (600, 3), (768, 1), (1024, 3), (1280, 1)]
)
def test_no_plan_stands_alone_in_a_second_row(
    people: People, open_page: OpenPage, width: int, rows: int
) -> None:
    viewport = {"viewport": {"width": width, "height": 900}}
    page = open_page(viewport, people.before(Step.PLAN))
    page.goto("/plan?ciclo=anual")
    cards = page.get_by_role("article")
    cards.last.wait_for()

    assert cards.evaluate_all(_TOPS) == rows
    assert too_wide(page) == []
    assert too_small(page) == []
