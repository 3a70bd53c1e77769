"""Telling Stripe to change a plan, with one key for each confirmation."""

from asystec_web.errors.billing import BillingUnavailable, ChangeNotPaid
from asystec_web.services.billing import answers
from asystec_web.services.billing.change_choices import Timing
from asystec_web.services.billing.change_preview import ChangePreview
from asystec_web.services.billing.change_requests import schedule_params, update_params
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.failures import (
    CardRefused,
    KeySpent,
    StripeBusy,
    StripeMissing,
    StripeRefused,
)


class Unanswered(BillingUnavailable):
    """A change was ordered, and Stripe did not say what became of it.

    Attributes:
        again: Whether the same order may still be answered.
    """

    def __init__(self, *, again: bool) -> None:
        """Keep whether the order may be repeated."""
        super().__init__()
        self.again = again


async def order(
    stripe: Conversation, running: answers.Subscription, shown: ChangePreview
) -> None:
    """Have a change carried out, now or at the end of the period.

    Raises:
        ChangeNotPaid: The card was not charged, so nothing changed.
        StripeBusy: The same is being carried out for another click.
        Unanswered: Nobody knows what became of it.
    """
    try:
        if shown.timing is Timing.PERIOD_END:
            await _agree(stripe, running, shown)
        else:
            await _change(stripe, running, shown)
    except CardRefused:
        raise ChangeNotPaid from None
    except (StripeBusy, StripeMissing, StripeRefused):
        raise
    except KeySpent:
        raise Unanswered(again=False) from None
    except BillingUnavailable:
        raise Unanswered(again=True) from None


async def _change(
    stripe: Conversation, running: answers.Subscription, shown: ChangePreview
) -> None:
    if running.schedule is not None:
        # Nothing is agreed on in it; as long as it is there, it alone may be changed.
        await stripe.release_schedule(running.schedule)
    asked = update_params(running, shown.price_id, shown.timing, shown.cost.since)
    await stripe.change(shown.subscription, asked, f"asystec-change-{shown.id}")


async def _agree(
    stripe: Conversation, running: answers.Subscription, shown: ChangePreview
) -> None:
    if running.schedule is not None:
        schedule = await stripe.schedule(running.schedule)
    else:
        key = f"asystec-schedule-{shown.id}"
        try:
            schedule = await stripe.begin_schedule(shown.subscription, key)
        except StripeRefused:
            # Another tab has just begun one.
            raise StripeBusy from None
    asked = schedule_params(running, schedule, shown.price_id, shown.cycle)
    await stripe.plan_schedule(schedule.id, asked)
