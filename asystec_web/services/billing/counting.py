"""Which of a customer's subscriptions counts, and what we keep of it."""

from datetime import UTC, datetime
from uuid import UUID

from asystec_web.catalog.plans import Cycle
from asystec_web.models import Subscription
from asystec_web.services.billing import answers

_ENDED = frozenset({"canceled", "incomplete_expired"})
_CONFIRMED = frozenset({"active", "trialing", "past_due"})
# As long as the columns are: PostgreSQL refuses what is longer, and Stripe's dashboard
# takes names of any length.
_STATUS, _PLAN, _PLAN_NAME, _CURRENCY = 30, 50, 100, 3


def is_live(status: str) -> bool:
    """Tell whether a subscription keeps us from selling another."""
    return status not in _ENDED


def is_confirmed(status: str) -> bool:
    """Tell whether Stripe considers the plan chosen and, so far, paid for."""
    return status in _CONFIRMED


def entitles(subscription: Subscription) -> bool:
    """Tell whether a subscription lets the account be used: confirmed, undisputed."""
    return is_confirmed(subscription.status) and not subscription.disputed


def live(listed: list[answers.Subscription]) -> list[str]:
    """Name those that keep us from selling another; more than one is an alarm."""
    return [each.id for each in listed if is_live(each.status)]


def choose(listed: list[answers.Subscription]) -> answers.Subscription | None:
    """Pick the one that counts: the oldest live one, else the one that ended last.

    One whose first payment is still under way gives way to any other live one.
    """
    running = [each for each in listed if is_live(each.status)]
    if running:
        return min(
            running, key=lambda each: (each.status == "incomplete", each.created)
        )
    return max(listed, key=lambda each: each.created, default=None)


def row_of(
    account_id: UUID, chosen: answers.Subscription, product: answers.Product
) -> Subscription:
    """Write down a subscription and the plan it is for."""
    item = chosen.items.data[0]
    interval = item.price.recurring.interval if item.price.recurring else ""
    cycle = Cycle.of_interval(interval)
    return Subscription(
        account_id=account_id,
        stripe_subscription_id=chosen.id,
        status=chosen.status[:_STATUS],
        plan=product.metadata.get("plan", "")[:_PLAN],
        plan_name=product.name[:_PLAN_NAME],
        cycle=cycle.value if cycle else "",
        amount=(item.price.unit_amount or 0) * item.quantity,
        currency=item.price.currency[:_CURRENCY],
        current_period_end=_moment(item.current_period_end),
        cancel_at_period_end=(
            # The portal sets a date instead of the flag for newer subscriptions.
            chosen.cancel_at_period_end or chosen.cancel_at is not None
        ),
        ends_at=_end(chosen),
        latest_invoice_id=chosen.latest_invoice or "",
    )


def attempt_of(chosen: answers.Subscription | None) -> UUID | None:
    """Find the attempt that led to a subscription in what we told Stripe about it."""
    try:
        return UUID(chosen.metadata["attempt"]) if chosen else None
    except (KeyError, ValueError):
        return None


def _end(chosen: answers.Subscription) -> datetime | None:
    """Give the end that was decided, or the one there was."""
    if chosen.ended_at is not None or chosen.cancel_at is not None:
        return _moment(chosen.ended_at or chosen.cancel_at)
    last = chosen.items.data[0].current_period_end
    return _moment(last) if chosen.cancel_at_period_end else None


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
