from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.catalog.documents import MAX_NUMBER, DocumentType
from asystec_web.flow.numbering import MOST_PLACES, Place, Tally, later, next_after
from asystec_web.forms.types.consecutive_number import ConsecutiveNumber

HEAD_OFFICE = Place(1, 1)
TODAY = date(2026, 11, 26)
INVOICE, NOTE = DocumentType.INVOICE, DocumentType.CREDIT_NOTE


def document(
    number: int, terminal: int = 1, kind: DocumentType = INVOICE
) -> ConsecutiveNumber:
    return ConsecutiveNumber(1, terminal, kind, number)


@pytest.mark.parametrize(
    ("last", "following"),
    [(1, 2), (42, 43), (MAX_NUMBER - 1, MAX_NUMBER), (MAX_NUMBER, 1)],
)
def test_after_the_largest_number_comes_one_again(last: int, following: int) -> None:
    assert next_after(last) == following


@pytest.mark.parametrize(
    ("one", "other", "issued_later"),
    [
        pytest.param(42, 7, 42, id="usual"),
        pytest.param(MAX_NUMBER, 3, 3, id="begun again"),
        pytest.param(MAX_NUMBER, MAX_NUMBER - 5, MAX_NUMBER, id="not yet"),
        pytest.param(5, 9_000_000_000, 9_000_000_000, id="far from the end"),
    ],
)
def test_the_later_number_is_known_where_counting_restarts(
    one: int, other: int, issued_later: int
) -> None:
    assert later(one, other) == later(other, one) == issued_later


@given(st.lists(st.integers(1, 9_000_000_000), min_size=1))
def test_the_maximum_wins_in_any_order(numbers: list[int]) -> None:
    tally = Tally()
    for number in numbers:
        tally.add(document(number))

    assert tally.last(HEAD_OFFICE, INVOICE) == max(numbers)
    assert tally.next_numbers(HEAD_OFFICE) == {INVOICE: max(numbers) + 1}


def test_a_series_at_its_end_begins_again() -> None:
    tally = Tally()
    tally.add(document(MAX_NUMBER))

    assert tally.next_numbers(HEAD_OFFICE) == {INVOICE: 1}
    tally.add(document(2))
    assert tally.next_numbers(HEAD_OFFICE) == {INVOICE: 3}


def test_types_and_terminals_count_by_themselves() -> None:
    tally = Tally()
    for number in (
        document(42),
        document(7, kind=NOTE),
        document(900, terminal=2),
        document(3),
    ):
        tally.add(number)

    assert tally.next_numbers(HEAD_OFFICE) == {INVOICE: 43, NOTE: 8}
    assert tally.next_numbers(Place(1, 2)) == {INVOICE: 901}
    assert tally.next_numbers(Place(9, 9)) == {}


def test_the_terminal_most_used_of_late_comes_first() -> None:
    tally = Tally()
    for day in range(10):
        tally.add(document(day + 1, terminal=3), TODAY - timedelta(days=200 + day))
    for day in range(3):
        tally.add(document(day + 1, terminal=2), TODAY - timedelta(days=day))
    tally.add(document(1), TODAY)

    assert tally.places() == [Place(1, 2), Place(1, 1), Place(1, 3)]
    assert tally.newest(Place(1, 2)) == TODAY
    assert tally.newest(Place(9, 9)) is None


def test_without_days_the_most_documents_come_first() -> None:
    tally = Tally()
    tally.add(document(9, terminal=7))
    tally.add(document(1, terminal=2))
    tally.add(document(2, terminal=2))

    assert tally.places() == [Place(1, 2), Place(1, 7)]


def test_what_several_sources_know_is_put_together() -> None:
    listed, filed = Tally(), Tally()
    listed.add(document(42), TODAY)
    filed.add(document(45))
    filed.add(document(2, terminal=2))

    whole = Tally.of_all([listed, filed])

    assert whole.last(HEAD_OFFICE, INVOICE) == 45
    assert set(whole.places()) == {HEAD_OFFICE, Place(1, 2)}
    assert Tally.of_all([]).places() == []


def test_the_next_terminal_is_one_that_nobody_numbers_at() -> None:
    tally = Tally()

    assert tally.unused_terminal(1) == 2
    tally.add(document(1, terminal=4))
    assert tally.unused_terminal(1) == 5
    assert tally.unused_terminal(2) == 2
    tally.add(document(1, terminal=99_999))
    tally.add(document(1, terminal=2))
    assert tally.unused_terminal(1) == 3


def test_made_up_places_do_not_pile_up() -> None:
    first, others = Tally(), Tally()
    for terminal in range(1, MOST_PLACES + 1):
        first.add(document(7, terminal=terminal))
    for terminal in range(1, MOST_PLACES + 100):
        others.add(document(8, terminal=terminal))
        others.add(document(8, terminal=MOST_PLACES + terminal))

    whole = Tally.of_all([first, others])

    assert len(others.places()) == len(whole.places()) == MOST_PLACES
    assert len(whole.lasts) == MOST_PLACES
    assert whole.last(HEAD_OFFICE, INVOICE) == 8


def test_of_long_ago_only_the_newest_day_of_a_place_is_kept() -> None:
    tally = Tally()
    for day in range(400):
        tally.add(document(day + 1, terminal=3), TODAY - timedelta(days=200 + day))
    tally.add(document(1), TODAY)
    tally.add(document(1))

    whole = Tally.of_all([tally])

    assert whole.places() == tally.places() == [Place(1, 1), Place(1, 3)]
    assert whole.newest(Place(1, 3)) == TODAY - timedelta(days=200)
    assert sum(map(len, whole.days.values())) == 3
