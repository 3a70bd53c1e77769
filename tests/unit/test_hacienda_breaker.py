import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.services.hacienda.breaker import DOWN_S, FAILURES, Breaker
from asystec_web.services.hacienda.memory import ShortMemory
from asystec_web.services.hacienda.store import LocalStore
from tests.hand_clock import Clock

NUMBERS = [str(number) for number in range(FAILURES)]


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(LocalStore(clock))


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
async def test_a_refusal_lasts_as_long_as_hacienda_says(
    breaker: Breaker, clock: Clock, retry_after: str, seconds: int
) -> None:
    open_before = await breaker.is_open()

    await breaker.refused(retry_after)
    clock.now += max(0, seconds - 1)
    before_its_end = await breaker.is_open()
    clock.now += min(1, seconds)

    assert not open_before
    assert before_its_end is (seconds > 0)
    assert not await breaker.is_open()


async def test_a_refusal_may_end_at_a_date(breaker: Breaker, clock: Clock) -> None:
    await breaker.refused(format_datetime(datetime.now(UTC) + timedelta(seconds=60)))
    clock.now += 50

    assert await breaker.is_open()
    clock.now += 20
    assert not await breaker.is_open()


@given(st.text(max_size=60))
def test_whatever_hacienda_says_a_refusal_ends(retry_after: str) -> None:
    clock = Clock()
    breaker = Breaker(LocalStore(clock))

    asyncio.run(breaker.refused(retry_after))
    clock.now += 3600

    assert not asyncio.run(breaker.is_open())


async def test_several_numbers_failing_in_a_row_open_it(
    breaker: Breaker, clock: Clock
) -> None:
    for number in NUMBERS[:-1]:
        await breaker.failed(number)
    open_before_the_last = await breaker.is_open()
    await breaker.failed(NUMBERS[-1])

    assert not open_before_the_last
    assert await breaker.is_open()
    clock.now += DOWN_S
    assert not await breaker.is_open()


async def test_one_number_that_always_fails_says_nothing_of_others(
    breaker: Breaker,
) -> None:
    for _ in range(3 * FAILURES):
        await breaker.failed(NUMBERS[0])

    assert not await breaker.is_open()


async def test_an_answer_makes_failures_count_anew(breaker: Breaker) -> None:
    for number in NUMBERS[:-1]:
        await breaker.failed(number)

    breaker.answered()
    await breaker.failed(NUMBERS[-1])

    assert not await breaker.is_open()


async def test_after_a_pause_one_more_failure_opens_it_again(
    breaker: Breaker, clock: Clock
) -> None:
    for number in NUMBERS:
        await breaker.failed(number)
    clock.now += DOWN_S

    await breaker.failed(NUMBERS[0])

    assert await breaker.is_open()


async def test_failures_do_not_shorten_a_refusal(
    breaker: Breaker, clock: Clock
) -> None:
    await breaker.refused("600")

    for number in NUMBERS:
        await breaker.failed(number)
    clock.now += 599

    assert await breaker.is_open()


def test_a_full_memory_forgets_the_oldest() -> None:
    memory: ShortMemory[str, int] = ShortMemory(60, 2, Clock())

    for number, name in enumerate(("one", "two", "one", "three")):
        memory.learn(name, number)

    recalled = [memory.recall(name) for name in ("one", "two", "three")]
    assert recalled == [2, None, 3]


def test_a_thing_may_have_a_lifetime_of_its_own() -> None:
    clock = Clock()
    memory: ShortMemory[str, int] = ShortMemory(60, 9, clock)
    memory.learn("long", 1, 100)
    memory.learn("short", 2, 10)
    memory.learn("forgotten", 3)

    memory.forget("forgotten")
    memory.forget("never known")
    clock.now += 60

    recalled = [memory.recall(name) for name in ("long", "short", "forgotten")]
    assert recalled == [1, None, None]
