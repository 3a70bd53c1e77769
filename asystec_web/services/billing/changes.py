"""Another plan or cycle for who has one already: more at once, less at the end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from asystec_web.catalog.plans import Cycle
from asystec_web.errors import ChangeNotPaid, NothingToChange, PlanUnknown, PriceChanged
from asystec_web.models import Subscription
from asystec_web.models.columns import now
from asystec_web.services.billing import answers
from asystec_web.services.billing.attempts import Choice
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.counting import entitles
from asystec_web.services.billing.failures import StripeRefused
from asystec_web.services.billing.offered import PlanOffer, PriceOffer
from asystec_web.services.billing.switch import (
    charged_now,
    preview_params,
    schedule_params,
)

# For so long a preview may be confirmed; its amount is that of its moment.
CONFIRM_WITHIN_S = 15 * 60
_CLOCKS_DIFFER_S = 60
_CHANGEABLE = frozenset({"active", "trialing"})


class Timing(StrEnum):
    """When a change counts."""

    NOW = "now"
    PERIOD_END = "period_end"


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What a change would do; confirming it takes the same words. Minor units.

    Attributes:
        amount: What is charged when it is confirmed; nothing at the period's end.
        later: What is charged each time from then on.
        on: When it counts.
        moment: Of an immediate change, what the amount was computed for.
    """

    lookup_key: str
    plan_name: str
    cycle: str
    timing: Timing
    amount: int
    later: int
    currency: str
    on: datetime | None
    moment: int


async def preview(
    stripe: Conversation,
    known: Subscription | None,
    offers: tuple[PlanOffer, ...],
    lookup_key: str,
    moment: int | None = None,
) -> ChangePreview:
    """Tell what a change would do; nothing changes.

    Raises:
        NothingToChange: There is no running subscription, or it is this already.
        PlanUnknown: Nothing is on sale under the key.
    """
    plan, cycle, price = _sought(offers, lookup_key)
    if known is None or known.status not in _CHANGEABLE or not entitles(known):
        raise NothingToChange
    if known.duplicate or known.cancel_at_period_end:
        raise NothingToChange
    if (known.plan, known.cycle) == (plan.plan, cycle):
        raise NothingToChange
    at = moment or int(now().timestamp())
    timing = _timing(known, offers, plan, cycle)
    amount = 0
    if timing is Timing.NOW:
        running = await stripe.subscription(known.stripe_subscription_id)
        amount = (await stripe.preview(preview_params(running, price, at))).amount_due
    return ChangePreview(
        lookup_key=lookup_key,
        plan_name=plan.name,
        cycle=cycle.value,
        timing=timing,
        amount=amount,
        later=price.amount,
        currency=price.currency,
        on=now() if timing is Timing.NOW else known.current_period_end,
        moment=at,
    )


async def carry_out(
    stripe: Conversation,
    known: Subscription | None,
    offers: tuple[PlanOffer, ...],
    shown: ChangePreview,
) -> None:
    """Make a change as it was shown, or not at all.

    Raises:
        PriceChanged: It would do something else by now, or was shown too long ago.
        ChangeNotPaid: The card did not pay; the plan stays as it is.
    """
    age = now().timestamp() - shown.moment
    if not -_CLOCKS_DIFFER_S <= age <= CONFIRM_WITHIN_S:
        raise PriceChanged
    current = await preview(stripe, known, offers, shown.lookup_key, shown.moment)
    if _words(current) != _words(shown) or known is None:
        raise PriceChanged
    _, _, price = _sought(offers, shown.lookup_key)
    running = await stripe.subscription(known.stripe_subscription_id)
    if current.timing is Timing.PERIOD_END:
        await _at_period_end(stripe, running, price)
    else:
        await _now(stripe, running, price, shown.moment)


async def _now(
    stripe: Conversation,
    running: answers.Subscription,
    price: PriceOffer,
    moment: int,
) -> None:
    if running.schedule is not None:
        await stripe.release_schedule(running.schedule)
    key = f"asystec-chg-{running.id}-{price.price_id}-{moment}"
    try:
        changed = await stripe.change(
            running.id, charged_now(running, price, moment), key
        )
    except StripeRefused as refused:
        if refused.stripe_code != "card_declined":
            raise
        raise ChangeNotPaid from None
    if changed.pending_update is not None:
        raise ChangeNotPaid


async def _at_period_end(
    stripe: Conversation, running: answers.Subscription, price: PriceOffer
) -> None:
    """Plan what comes next; whoever dies between the two requests plans it again."""
    if running.schedule is None:
        schedule = await stripe.begin_schedule(running.id, f"asystec-sch-{uuid4()}")
    else:
        schedule = await stripe.schedule(running.schedule)
    await stripe.plan_schedule(schedule.id, schedule_params(running, schedule, price))


def _sought(
    offers: tuple[PlanOffer, ...], lookup_key: str
) -> tuple[PlanOffer, Cycle, PriceOffer]:
    for plan in offers:
        for cycle, price in plan.prices.items():
            if price.lookup_key == lookup_key:
                return plan, cycle, price
    raise PlanUnknown


def _timing(
    known: Subscription, offers: tuple[PlanOffer, ...], plan: PlanOffer, cycle: Cycle
) -> Timing:
    """Less than what is paid for already waits until that is used up."""
    order = [each.plan for each in offers]
    smaller = known.plan in order and order.index(plan.plan) < order.index(known.plan)
    shorter = known.cycle == Cycle.ANNUAL and cycle is Cycle.MONTHLY
    return Timing.PERIOD_END if smaller or shorter else Timing.NOW


def _words(shown: ChangePreview) -> tuple[object, ...]:
    choice = Choice(shown.lookup_key, shown.amount, shown.currency)
    return choice, shown.timing, shown.later
