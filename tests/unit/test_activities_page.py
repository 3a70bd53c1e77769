"""What the page of the activities is made of, before any browser sees it."""

import json
import re
from collections.abc import Iterator

import pytest

from asystec_web.pages.activities import activities


@pytest.fixture(scope="module")
def made() -> str:
    return json.dumps(activities().render(), default=str)


def rows_of_lists(made: str) -> Iterator[str]:
    for row in re.finditer(r'"props": \[([^]]*className:\\"row\\"[^]]*\])', made):
        yield row[1]


def test_a_row_is_the_same_row_wherever_it_moves(made: str) -> None:
    rows = list(rows_of_lists(made))

    assert len(rows) == 3
    assert all('key:activity_rx_state_?.[\\"code\\"]' in row for row in rows)


def test_help_is_a_letter_away(made: str) -> None:
    assert 'to:\\"mailto:soporte@asystec.example?subject=No%20encuentro' in made


def test_every_letter_says_when_it_was_typed(made: str) -> None:
    assert '[\\"at\\"] : Date.now()' in made
    assert '\\"debounce\\"] : 120' in made


def test_the_mark_has_its_words(made: str) -> None:
    assert "No registrada en Hacienda" in made


def test_what_is_announced_is_in_regions_that_are_always_there(made: str) -> None:
    assert made.count('role:\\"status\\"') >= 2
