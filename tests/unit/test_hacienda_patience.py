from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.services.hacienda.memory import ShortMemory
from asystec_web.services.hacienda.pause import Pause


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        pytest.param("", 600, id="nothing said"),
        pytest.param(" 30 ", 30, id="seconds"),
        pytest.param("0", 0, id="at once"),
        pytest.param("86400", 3600, id="a day is cut short"),
        pytest.param("-5", 600, id="no number"),
        pytest.param("1969-01-01", 600, id="no date"),
        pytest.param("Wed, 21 Oct 2015 07:28:00 GMT", 0, id="a date gone by"),
        pytest.param("Wed, 21 Oct 2099 07:28:00 -0000", 3600, id="a distant date"),
    ],
)
def test_a_pause_lasts_as_long_as_hacienda_says(retry_after: str, seconds: int) -> None:
    clock = Clock()
    pause = Pause(clock)
    never_begun = pause.lasts

    pause.begin(retry_after)
    clock.now += max(0, seconds - 1)
    before_its_end = pause.lasts
    clock.now += min(1, seconds)

    assert not never_begun
    assert before_its_end is (seconds > 0)
    assert not pause.lasts


def test_a_pause_may_end_at_a_date() -> None:
    clock = Clock()
    pause = Pause(clock)

    pause.begin(format_datetime(datetime.now(UTC) + timedelta(seconds=60)))
    clock.now += 50

    assert pause.lasts
    clock.now += 20
    assert not pause.lasts


@given(st.text(max_size=60))
def test_whatever_hacienda_says_a_pause_ends(retry_after: str) -> None:
    clock = Clock()
    pause = Pause(clock)

    pause.begin(retry_after)
    clock.now += 3600

    assert not pause.lasts


def test_a_full_memory_forgets_the_oldest() -> None:
    memory: ShortMemory[str, int] = ShortMemory(60, 2, Clock())

    for number, name in enumerate(("one", "two", "one", "three")):
        memory.learn(name, number)

    recalled = [memory.recall(name) for name in ("one", "two", "three")]
    assert recalled == [2, None, 3]
