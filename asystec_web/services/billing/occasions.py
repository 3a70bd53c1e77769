"""When somebody is to be written to about a subscription, and because of what."""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum

from asystec_web.models import Subscription
from asystec_web.models.columns import now
from asystec_web.services.billing.counting import is_live

# As long before as Stripe tells it with `trial_will_end`.
BEFORE_TRIAL_END = timedelta(days=3)


class Occasion(StrEnum):
    """What letters there are: four to the customer, three to the operator."""

    PAYMENT_FAILED = "payment_failed"
    TRIAL_ENDING = "trial_ending"
    CANCELS = "cancels"
    ENDED = "ended"
    DUPLICATE = "duplicate"
    DISPUTE = "dispute"
    REFUND = "refund"

    @property
    def is_alarm(self) -> bool:
        """Whether the operator is to be told, and not the customer."""
        return self in {Occasion.DUPLICATE, Occasion.DISPUTE, Occasion.REFUND}


def occasions(
    seen: Subscription | None, row: Subscription
) -> Iterator[tuple[Occasion, str]]:
    """Give what is to be told and its cause, which names it once and for all.

    Told from how things stand and not from an event, so that it does not matter
    which events arrive, how often, or in which order.

    Args:
        seen: What was known before; none if there was nothing.
        row: What is known now.
    """
    named = row.stripe_subscription_id
    if row.duplicate:
        yield Occasion.DUPLICATE, f"duplicate:{named}"
    for occasion, cause in _true(row):
        if occasion is Occasion.TRIAL_ENDING and not _ends_soon(row):
            continue
        if occasion is Occasion.ENDED and not _was_live(seen, named):
            # Over before we heard of it: no news to anybody.
            continue
        yield occasion, cause


def trial_ending(row: Subscription) -> Iterator[tuple[Occasion, str]]:
    """Give the letter before a trial ends, if one is running."""
    return (told for told in _true(row) if told[0] is Occasion.TRIAL_ENDING)


def is_due(occasion: Occasion, known: Subscription | None, cause: str) -> bool:
    """Tell whether a letter would still say what is true."""
    if occasion.is_alarm or known is None:
        return occasion.is_alarm
    return (occasion, cause) in _true(known)


def _true(row: Subscription) -> Iterator[tuple[Occasion, str]]:
    named = row.stripe_subscription_id
    if not is_live(row.status):
        # One whose first payment was never made has not ended: it never began.
        if row.status != "incomplete_expired":
            yield Occasion.ENDED, f"ended:{named}"
    elif row.status in {"past_due", "unpaid"}:
        yield Occasion.PAYMENT_FAILED, f"payment_failed:{row.latest_invoice_id}"
    elif row.cancel_at_period_end and row.ends_at:
        yield Occasion.CANCELS, f"cancels:{named}:{row.ends_at:%Y-%m-%d}"
    elif row.status == "trialing" and row.current_period_end:
        ends = row.current_period_end
        yield Occasion.TRIAL_ENDING, f"trial_ending:{named}:{ends:%Y-%m-%d}"


def _ends_soon(row: Subscription) -> bool:
    ends = row.current_period_end
    return ends is not None and ends - now() <= BEFORE_TRIAL_END


def _was_live(seen: Subscription | None, named: str) -> bool:
    return (
        seen is not None
        and seen.stripe_subscription_id == named
        and is_live(seen.status)
    )
