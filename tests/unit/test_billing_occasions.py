from datetime import timedelta
from uuid import uuid4

import pytest

from asystec_web.models import Subscription
from asystec_web.models.columns import now
from asystec_web.services.billing.occasions import (
    Occasion,
    is_due,
    occasions,
    trial_ending,
)

SOON = now() + timedelta(days=2)
FAR = now() + timedelta(days=20)


def a_row(status: str, **changes: object) -> Subscription:
    filled: dict[str, object] = {
        "account_id": uuid4(),
        "stripe_subscription_id": "sub_1",
        "status": status,
        "plan": "pyme",
        "plan_name": "Pyme",
        "cycle": "annual",
        "amount": 9_990_000,
        "currency": "crc",
        "current_period_end": FAR,
        "latest_invoice_id": "in_1",
    }
    return Subscription.model_validate({**filled, **changes})


ENDS = {"cancel_at_period_end": True, "ends_at": FAR}


@pytest.mark.parametrize(
    ("seen", "row", "causes"),
    [
        pytest.param(None, a_row("active"), [], id="all is well"),
        pytest.param(None, a_row("past_due"), ["payment_failed:in_1"], id="failed"),
        pytest.param(
            a_row("past_due"),
            a_row("past_due", latest_invoice_id="in_2"),
            ["payment_failed:in_2"],
            id="failed again a month later",
        ),
        pytest.param(
            a_row("active"),
            a_row("active", **ENDS),
            [f"cancels:sub_1:{FAR:%Y-%m-%d}"],
            id="cancelled for the end of the period",
        ),
        pytest.param(a_row("active"), a_row("canceled"), ["ended:sub_1"], id="ended"),
        pytest.param(None, a_row("canceled"), [], id="ended before we knew it"),
        pytest.param(
            a_row("canceled"), a_row("canceled"), [], id="ended, and known to have"
        ),
        pytest.param(
            a_row("active", stripe_subscription_id="sub_0"),
            a_row("canceled"),
            [],
            id="another one ended",
        ),
        pytest.param(
            a_row("incomplete"), a_row("incomplete_expired"), [], id="never began"
        ),
        pytest.param(
            None,
            a_row("trialing", current_period_end=SOON),
            [f"trial_ending:sub_1:{SOON:%Y-%m-%d}"],
            id="a trial about to end",
        ),
        pytest.param(None, a_row("trialing"), [], id="a trial that just began"),
        pytest.param(
            None,
            a_row("trialing", current_period_end=SOON, **ENDS),
            [f"cancels:sub_1:{FAR:%Y-%m-%d}"],
            id="a trial that was cancelled",
        ),
        pytest.param(
            None, a_row("active", duplicate=True), ["duplicate:sub_1"], id="two of them"
        ),
    ],
)
def test_what_is_told(
    seen: Subscription | None, row: Subscription, causes: list[str]
) -> None:
    assert [cause for _, cause in occasions(seen, row)] == causes


def test_stripe_may_say_earlier_that_a_trial_ends() -> None:
    told = list(trial_ending(a_row("trialing")))

    assert told == [(Occasion.TRIAL_ENDING, f"trial_ending:sub_1:{FAR:%Y-%m-%d}")]
    assert list(trial_ending(a_row("active"))) == []


@pytest.mark.parametrize(
    ("occasion", "row", "cause", "due"),
    [
        pytest.param(
            Occasion.PAYMENT_FAILED,
            a_row("past_due"),
            "payment_failed:in_1",
            True,
            id="still unpaid",
        ),
        pytest.param(
            Occasion.PAYMENT_FAILED,
            a_row("active"),
            "payment_failed:in_1",
            False,
            id="paid meanwhile",
        ),
        pytest.param(
            Occasion.CANCELS,
            a_row("active"),
            f"cancels:sub_1:{FAR:%Y-%m-%d}",
            False,
            id="goes on after all",
        ),
        pytest.param(Occasion.ENDED, a_row("canceled"), "ended:sub_1", True, id="over"),
        pytest.param(
            Occasion.ENDED, a_row("active"), "ended:sub_1", False, id="subscribed anew"
        ),
        pytest.param(Occasion.ENDED, None, "ended:sub_1", False, id="nothing known"),
        pytest.param(Occasion.DISPUTE, None, "dispute:du_1:open", True, id="an alarm"),
    ],
)
def test_a_letter_still_says_what_is_true(
    occasion: Occasion,
    row: Subscription | None,
    cause: str,
    due: bool,  # noqa: FBT001 - the expectation
) -> None:
    assert is_due(occasion, row, cause) is due
