from datetime import UTC, datetime

import pytest

from asystec_web.flow.moments import day, wait


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-1, "1 segundo"),
        (0.2, "1 segundo"),
        (39.1, "40 segundos"),
        (60, "60 segundos"),
        (61, "2 minutos"),
        (600, "10 minutos"),
    ],
)
def test_a_wait_is_never_said_shorter_than_it_is(seconds: float, words: str) -> None:
    assert wait(seconds) == words


def test_a_day_is_the_one_in_costa_rica() -> None:
    assert day(datetime(2029, 3, 13, 5, 59, tzinfo=UTC)) == "12/03/2029"
    assert day(None) == ""
