"""What we ask Stripe for when a plan is changed, and when the change is previewed."""

from typing import Literal

from stripe.params import (
    InvoiceCreatePreviewParams,
    SubscriptionScheduleUpdateParams,
    SubscriptionScheduleUpdateParamsPhase,
    SubscriptionScheduleUpdateParamsPhaseDiscount,
    SubscriptionUpdateParams,
)

from asystec_web.catalog.plans import Cycle
from asystec_web.services.billing import answers
from asystec_web.services.billing.change_choices import Timing


def preview_params(
    running: answers.Subscription, price_id: str, timing: Timing, since: int | None
) -> InvoiceCreatePreviewParams:
    """Ask what a change would cost, counted from a moment; from now if none."""
    item = running.items.data[0]
    asked: InvoiceCreatePreviewParams = {
        "subscription": running.id,
        "subscription_details": {
            "items": [{"id": item.id, "price": price_id, "quantity": item.quantity}],
            "proration_behavior": _proration(timing),
        },
    }
    if since is not None and timing is Timing.NOW:
        asked["subscription_details"]["proration_date"] = since
    return asked


def update_params(
    running: answers.Subscription, price_id: str, timing: Timing, since: int
) -> SubscriptionUpdateParams:
    """Ask for a change at once; if the card says no, nothing is to change."""
    item = running.items.data[0]
    asked: SubscriptionUpdateParams = {
        "items": [{"id": item.id, "price": price_id, "quantity": item.quantity}],
        "proration_behavior": _proration(timing),
        "payment_behavior": "error_if_incomplete",
    }
    if timing is Timing.NOW:
        asked["proration_date"] = since
    return asked


def schedule_params(
    running: answers.Subscription,
    schedule: answers.Schedule,
    price_id: str,
    cycle: Cycle,
) -> SubscriptionScheduleUpdateParams:
    """Ask for a change when the paid period ends; what runs stays as it is.

    After its first period the subscription is let go, and renews by itself.
    """
    [current] = (each for each in schedule.phases if _is_current(each, schedule))
    item = running.items.data[0]
    kept: SubscriptionScheduleUpdateParamsPhase = {
        "start_date": current.start_date,
        "end_date": item.current_period_end or current.end_date,
        "items": [
            {"price": each.price, "quantity": each.quantity} for each in current.items
        ],
        "proration_behavior": "none",
    }
    coming: SubscriptionScheduleUpdateParamsPhase = {
        "items": [{"price": price_id, "quantity": item.quantity}],
        "duration": {"interval": _interval(cycle), "interval_count": 1},
        "proration_behavior": "none",
    }
    if current.discounts:
        # A phase without any would lose them.
        kept["discounts"] = coming["discounts"] = [
            _discount(each) for each in current.discounts
        ]
    return {"end_behavior": "release", "phases": [kept, coming]}


def _proration(timing: Timing) -> Literal["always_invoice", "none"]:
    return "always_invoice" if timing is Timing.NOW else "none"


def _interval(cycle: Cycle) -> Literal["month", "year"]:
    return "month" if cycle is Cycle.MONTHLY else "year"


def _is_current(phase: answers.Phase, schedule: answers.Schedule) -> bool:
    current = schedule.current_phase
    return current is not None and phase.start_date == current.start_date


def _discount(
    known: answers.PhaseDiscount,
) -> SubscriptionScheduleUpdateParamsPhaseDiscount:
    # Stripe wants to be told one of the three.
    if known.discount:
        return {"discount": known.discount}
    if known.promotion_code:
        return {"promotion_code": known.promotion_code}
    return {"coupon": known.coupon or ""}
