from datetime import UTC, datetime, timedelta

import pytest

from asystec_web.flow.expiry import days_left, reminder_due, until


@pytest.mark.parametrize(
    ("left", "reminded", "due"),
    [
        pytest.param(61, 0, 0, id="too early"),
        pytest.param(60, 0, 60, id="the first"),
        pytest.param(59, 60, 0, id="told already"),
        pytest.param(45, 0, 60, id="a day was missed"),
        pytest.param(30, 60, 30, id="the second"),
        pytest.param(5, 60, 7, id="of two that were missed the nearest"),
        pytest.param(5, 7, 0, id="the nearest was told"),
        pytest.param(1, 7, 1, id="the last"),
        pytest.param(0, 7, 1, id="the last, on the day itself"),
        pytest.param(0, 1, 0, id="nothing after the last"),
        pytest.param(-1, 0, 0, id="expired"),
    ],
)
def test_of_the_reminders_the_nearest_is_due_once(
    left: int, reminded: int, due: int
) -> None:
    assert reminder_due(left, reminded) == due


def test_days_are_those_of_a_calendar_in_costa_rica() -> None:
    late = datetime(2026, 11, 28, 4, tzinfo=UTC)  # still the 27th there
    early_next = datetime(2026, 11, 28, 7, tzinfo=UTC)

    assert days_left(early_next, late) == 1
    assert days_left(early_next + timedelta(days=59), late) == 60


@pytest.mark.parametrize(
    ("left", "words"),
    [
        pytest.param(-1, " (ya venció)", id="over"),
        pytest.param(0, " (hoy)", id="today"),
        pytest.param(1, " (mañana)", id="tomorrow"),
        pytest.param(20, " (faltan 20 días)", id="soon"),
        pytest.param(730, " (faltan 730 días)", id="two years"),
        pytest.param(36499, "", id="a hundred years"),
    ],
)
def test_days_are_told_as_far_as_they_say_something(left: int, words: str) -> None:
    assert until(datetime(2026, 11, 27, 18, tzinfo=UTC), left) == f"27/11/2026{words}"
