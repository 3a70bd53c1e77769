from itertools import combinations

import pytest

from asystec_web.flow.journey import Journey
from asystec_web.flow.pending import Pending, is_ready, may_prepare, pending_steps
from asystec_web.flow.steps import Step
from asystec_web.routes import (
    DONE,
    OF_STEP,
    SIGNED_IN,
    WELCOME,
    of,
    safe_return,
    sign_in_from,
    way_back,
)

EVERY_SET = [
    frozenset(chosen)
    for size in range(len(Step) + 1)
    for chosen in combinations(Step, size)
]


def test_the_steps_come_in_the_order_people_walk_them() -> None:
    assert [step.value for step in Step] == [
        "business",
        "activities",
        "hacienda",
        "consecutives",
        "plan",
    ]


def test_a_new_account_begins_with_the_business() -> None:
    journey = Journey()

    assert journey.next_step is Step.BUSINESS
    assert not journey.complete
    assert journey.can_visit(Step.BUSINESS)


@pytest.mark.parametrize("answered", EVERY_SET)
def test_the_next_step_is_the_first_unanswered_one(answered: frozenset[Step]) -> None:
    journey = Journey(answered)

    left = [step for step in Step if step not in answered]
    assert journey.next_step is (left[0] if left else None)
    assert journey.complete is (not left)


@pytest.mark.parametrize("answered", EVERY_SET)
def test_a_step_is_open_when_all_before_it_are_answered(
    answered: frozenset[Step],
) -> None:
    journey = Journey(answered)
    order = list(Step)

    for step in Step:
        before = set(order[: order.index(step)])
        assert journey.can_visit(step) is (before <= answered)


@pytest.mark.parametrize("answered", EVERY_SET)
def test_the_next_step_can_always_be_visited(answered: frozenset[Step]) -> None:
    journey = Journey(answered)

    assert journey.next_step is None or journey.can_visit(journey.next_step)


def test_everything_is_pending_at_first() -> None:
    pending = pending_steps(
        frozenset(), hacienda_connected=False, email_confirmed=False
    )

    assert pending == tuple(Pending)


def test_nothing_is_pending_at_last() -> None:
    pending = pending_steps(
        frozenset(Step), hacienda_connected=True, email_confirmed=True
    )

    assert pending == ()
    assert is_ready(pending)


def test_an_unconfirmed_email_blocks_nothing() -> None:
    assert is_ready((Pending.EMAIL,))


@pytest.mark.parametrize("item", [each for each in Pending if each != Pending.EMAIL])
def test_anything_else_blocks_issuing(item: Pending) -> None:
    assert not is_ready((item,))
    assert not is_ready((item, Pending.EMAIL))


def test_connecting_later_answers_the_step_and_stays_pending() -> None:
    pending = pending_steps(
        frozenset(Step), hacienda_connected=False, email_confirmed=True
    )

    assert pending == (Pending.HACIENDA,)


def test_operators_read_these_words() -> None:
    assert [str(item) for item in Pending] == [
        "business",
        "activities",
        "hacienda",
        "consecutives",
        "subscription",
        "email_confirmation",
    ]


def test_every_step_has_an_address() -> None:
    assert set(OF_STEP) == set(Step)
    assert of(None) == DONE
    assert all(of(step) in SIGNED_IN for step in Step)


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "//plan", "https://otra.example/plan", "/plan/", "plan", "\0"),
        *("//otra.example?ciclo=anual", "/plan#?ciclo=anual", "/salir?ciclo=anual"),
        "/plan@otra.example?ciclo=anual",
    ],
)
def test_signing_in_never_leads_elsewhere(path: str) -> None:
    assert safe_return(path) == WELCOME


@pytest.mark.parametrize("path", sorted(SIGNED_IN))
def test_signing_in_leads_back_to_a_page(path: str) -> None:
    assert safe_return(path) == path


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        pytest.param("?ciclo=anual&plan=pyme", "?ciclo=anual&plan=pyme", id="a plan"),
        pytest.param(
            "?session_id=cs_test_a1", "?session_id=cs_test_a1", id="a payment"
        ),
        pytest.param("?ciclo=anual&otro=1", "?ciclo=anual", id="of more"),
        pytest.param("?x", "", id="nothing known"),
        pytest.param("?ciclo=//otra.example", "", id="an address"),
        pytest.param("?plan=a%0d%0aSet-Cookie:x", "", id="a header"),
        pytest.param("?plan=" + "a" * 256, "", id="too long"),
        pytest.param("?" + "ciclo=anual&" * 50, "", id="too much"),
        pytest.param("?ciclo=anual#//otra.example", "", id="a fragment"),
    ],
)
def test_a_way_back_says_only_what_is_known(asked: str, kept: str) -> None:
    assert way_back(f"/plan{asked}") == f"/plan{kept}"


def test_who_has_to_sign_in_comes_back_to_the_plan_they_came_for() -> None:
    assert sign_in_from("/plan?ciclo=anual") == "/?volver=/plan%3Fciclo%3Danual"
    assert sign_in_from("/otra?ciclo=anual") == "/"


def test_customers_and_products_wait_for_a_plan_and_not_for_hacienda() -> None:
    assert may_prepare([Pending.HACIENDA, Pending.EMAIL])
    assert not may_prepare([Pending.HACIENDA, Pending.SUBSCRIPTION])
