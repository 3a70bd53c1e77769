from datetime import UTC, datetime
from uuid import uuid4

import pytest

from asystec_web.models import PlanAttempt, Subscription
from asystec_web.models.columns import now
from asystec_web.services.billing import Stand
from asystec_web.services.billing.standing import standing_of

PERIOD_END = datetime(2027, 1, 1, tzinfo=UTC)
ENDS = datetime(2026, 12, 24, tzinfo=UTC)


def a_row(status: str = "active", **changes: object) -> Subscription:
    filled: dict[str, object] = {
        "account_id": uuid4(),
        "stripe_subscription_id": "sub_1",
        "status": status,
        "plan": "pyme",
        "plan_name": "Pyme",
        "cycle": "annual",
        "amount": 9_990_000,
        "currency": "crc",
        "current_period_end": PERIOD_END,
    }
    return Subscription.model_validate({**filled, **changes})


def an_attempt(*, returned: bool) -> PlanAttempt:
    return PlanAttempt(
        account_id=uuid4(),
        lookup_key="asystec_pyme_annual",
        amount=1,
        currency="crc",
        returned_at=now() if returned else None,
    )


CANCELS = {"cancel_at_period_end": True, "ends_at": ENDS}


@pytest.mark.parametrize(
    ("row", "stand", "entitles"),
    [
        pytest.param(a_row("trialing"), Stand.TRIAL, True, id="trial"),
        pytest.param(a_row("active"), Stand.ACTIVE, True, id="active"),
        pytest.param(a_row("active", **CANCELS), Stand.CANCELS, True, id="cancels"),
        pytest.param(
            a_row("trialing", **CANCELS), Stand.CANCELS, True, id="trial that cancels"
        ),
        pytest.param(a_row("past_due"), Stand.PAYMENT_FAILED, True, id="past due"),
        pytest.param(a_row("unpaid"), Stand.PAYMENT_FAILED, False, id="unpaid"),
        pytest.param(a_row("incomplete"), Stand.PAYMENT_FAILED, False, id="first"),
        pytest.param(a_row("paused"), Stand.PAUSED, False, id="paused"),
        pytest.param(a_row("canceled"), Stand.ENDED, False, id="ended"),
        pytest.param(a_row("incomplete_expired"), Stand.NONE, False, id="never began"),
        pytest.param(a_row("a_new_word"), Stand.CONFIRMING, False, id="a new word"),
        pytest.param(
            a_row("active", duplicate=True), Stand.DUPLICATE, True, id="duplicate"
        ),
        pytest.param(
            a_row("active", disputed=True), Stand.SUSPENDED, False, id="disputed"
        ),
        pytest.param(
            a_row("canceled", disputed=True), Stand.SUSPENDED, False, id="ended dispute"
        ),
    ],
)
def test_a_row_is_one_state(row: Subscription, stand: Stand, entitles: bool) -> None:  # noqa: FBT001 - the expectation
    standing = standing_of(row, None)

    assert (standing.stand, standing.entitles) == (stand, entitles)


@pytest.mark.parametrize(
    ("row", "returned", "stand"),
    [
        pytest.param(None, True, Stand.CONFIRMING, id="came back from paying"),
        pytest.param(None, False, Stand.NONE, id="looked at the page and left"),
        pytest.param(a_row("canceled"), True, Stand.CONFIRMING, id="paid anew"),
        pytest.param(a_row("canceled"), False, Stand.ENDED, id="left once more"),
        pytest.param(a_row("active"), True, Stand.ACTIVE, id="confirmed already"),
    ],
)
def test_an_attempt_counts_once_somebody_came_back(
    row: Subscription | None,
    returned: bool,  # noqa: FBT001 - the case
    stand: Stand,
) -> None:
    assert standing_of(row, an_attempt(returned=returned)).stand == stand


def test_nothing_at_all() -> None:
    standing = standing_of(None, None)

    assert standing.stand is Stand.NONE
    assert not standing.manageable


@pytest.mark.parametrize(
    ("row", "on"),
    [
        pytest.param(a_row("active"), PERIOD_END, id="the next charge"),
        pytest.param(a_row("active", **CANCELS), ENDS, id="the end decided"),
        pytest.param(a_row("canceled", ends_at=ENDS), ENDS, id="the end there was"),
    ],
)
def test_the_day_that_counts(row: Subscription, on: datetime) -> None:
    assert standing_of(row, None).on == on


def test_what_it_becomes_is_told_while_it_lives() -> None:
    coming = {"next_plan_name": "Emprendedor", "next_cycle": "monthly"}

    live = standing_of(a_row("active", **coming, next_amount=499_000), None)
    over = standing_of(a_row("canceled", **coming, next_amount=499_000), None)

    assert (live.next_plan_name, live.next_amount) == ("Emprendedor", 499_000)
    assert (over.next_plan_name, over.next_amount) == ("", 0)
