"""How somebody stands with us: what the profile and the plan page tell from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from asystec_web.models import AttemptStatus, PlanAttempt, Subscription
from asystec_web.services.billing.counting import entitles, is_live

_UNPAID = frozenset({"past_due", "unpaid", "incomplete"})
_RUNNING = frozenset({"active", "trialing"})


class Stand(StrEnum):
    """The states there are; a page has words for each."""

    NONE = "none"
    CONFIRMING = "confirming"
    TRIAL = "trial"
    ACTIVE = "active"
    CANCELS = "cancels"
    PAYMENT_FAILED = "payment_failed"
    PAUSED = "paused"
    ENDED = "ended"
    DUPLICATE = "duplicate"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Standing:
    """One state and what belongs to it. Amounts are minor units.

    Attributes:
        stand: Which state.
        on: The day that counts: of the next charge, the end of the trial, the end
            that was decided, or the end there was.
        amount: What is charged then and each time after.
        entitles: Whether the account may be used as one that has paid.
        manageable: Whether Stripe's portal has something to manage.
        next_plan_name: Of the change agreed on for `on`; empty when there is none.
    """

    stand: Stand
    plan_name: str = ""
    cycle: str = ""
    on: datetime | None = None
    amount: int = 0
    currency: str = ""
    entitles: bool = False
    manageable: bool = False
    next_plan_name: str = ""
    next_cycle: str = ""
    next_amount: int = 0


def standing_of(
    subscription: Subscription | None, attempt: PlanAttempt | None
) -> Standing:
    """Tell how somebody stands, from the row and the open attempt."""
    stand = _stand(subscription, attempt)
    if subscription is None:
        return Standing(stand)
    live = is_live(subscription.status)
    return Standing(
        stand=stand,
        plan_name=subscription.plan_name,
        cycle=subscription.cycle,
        on=subscription.ends_at or subscription.current_period_end,
        amount=subscription.amount,
        currency=subscription.currency,
        entitles=entitles(subscription),
        manageable=live,
        next_plan_name=subscription.next_plan_name if live else "",
        next_cycle=subscription.next_cycle if live else "",
        next_amount=subscription.next_amount if live else 0,
    )


def is_confirming(attempt: PlanAttempt | None) -> bool:
    """Tell whether somebody came back from paying, and Stripe has not confirmed it."""
    return (
        attempt is not None
        and attempt.status == AttemptStatus.OPEN
        and attempt.returned_at is not None
    )


def _stand(subscription: Subscription | None, attempt: PlanAttempt | None) -> Stand:
    if subscription is not None and subscription.disputed:
        return Stand.SUSPENDED
    if subscription is None or not is_live(subscription.status):
        return _without(subscription, attempt)
    status = subscription.status
    found = {
        Stand.DUPLICATE: subscription.duplicate,
        Stand.PAYMENT_FAILED: status in _UNPAID,
        Stand.PAUSED: status == "paused",
        # A word Stripe may invent: not for us to call it anything else.
        Stand.CONFIRMING: status not in _RUNNING,
        Stand.CANCELS: subscription.cancel_at_period_end,
        Stand.TRIAL: status == "trialing",
    }
    return next((stand for stand, holds in found.items() if holds), Stand.ACTIVE)


def _without(ended: Subscription | None, attempt: PlanAttempt | None) -> Stand:
    if is_confirming(attempt):
        return Stand.CONFIRMING
    # One whose first payment was never made has not ended: it never began.
    began = ended is not None and ended.status != "incomplete_expired"
    return Stand.ENDED if began else Stand.NONE
