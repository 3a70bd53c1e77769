import pytest

from asystec_web.flow.proposals import Choice, Listed, follow, told_apart
from asystec_web.forms.activities import MAXIMUM_CHOSEN


def listed(*codes: str) -> list[Listed]:
    return [Listed(code=code, title=f"Actividad {code}") for code in codes]


def test_what_hacienda_lists_is_proposed_main_first() -> None:
    assert follow(Choice(), [], listed("a", "b")) == Choice(("a", "b"), "a")


@pytest.mark.parametrize(
    ("chosen", "main", "expected"),
    [
        pytest.param(("a", "b"), "a", Choice(("c", "d"), "c"), id="nothing added"),
        pytest.param(("a", "x"), "a", Choice(("c", "d", "x"), "c"), id="one added"),
        pytest.param(("x",), "x", Choice(("c", "d", "x"), "c"), id="only added"),
        pytest.param(("a", "d"), "a", Choice(("c", "d"), "c"), id="added one listed"),
        pytest.param((), "", Choice(("c", "d"), "c"), id="nothing chosen"),
    ],
)
def test_another_list_replaces_what_was_proposed_and_keeps_what_was_added(
    chosen: tuple[str, ...], main: str, expected: Choice
) -> None:
    before, now = listed("a", "b"), listed("c", "d")

    assert follow(Choice(chosen, main), before, now) == expected


@pytest.mark.parametrize(
    ("main", "then"),
    [pytest.param("y", "y", id="kept"), pytest.param("a", "x", id="gone")],
)
def test_without_a_new_list_what_was_added_stays(main: str, then: str) -> None:
    choice = Choice(("a", "x", "y"), main)

    assert follow(choice, listed("a"), []) == Choice(("x", "y"), then)


def test_everything_can_go() -> None:
    assert follow(Choice(("a",), "a"), listed("a"), []) == Choice()


def test_what_was_chosen_before_hacienda_listed_it_is_the_persons() -> None:
    by_hand = Choice(("a",), "a")

    marked = told_apart(listed("a", "b"), by_hand, [])
    later = follow(Choice(("a", "b"), "a"), marked, listed("c"))

    assert [item.get("by_hand") for item in marked] == ["yes", None]
    assert later == Choice(("c", "a"), "c")


def test_a_list_read_again_keeps_proposals_proposals() -> None:
    choice = Choice(("a", "x"), "a")
    first = told_apart(listed("a"), Choice(), [])

    again = told_apart(listed("a", "x"), choice, first)

    assert [item.get("by_hand") for item in again] == [None, "yes"]


def test_no_more_is_proposed_than_may_be_chosen() -> None:
    many = listed(*(str(number) for number in range(MAXIMUM_CHOSEN + 5)))

    assert len(follow(Choice(("x",), "x"), [], many).codes) == MAXIMUM_CHOSEN
