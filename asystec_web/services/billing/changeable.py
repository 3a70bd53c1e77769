"""Whether a subscription may be changed, and whether it has been."""

from asystec_web.errors.billing import NothingToChange
from asystec_web.models import Subscription
from asystec_web.services.billing import answers
from asystec_web.services.billing.change_choices import Timing
from asystec_web.services.billing.change_preview import ChangePreview
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.standing import Stand, standing_of

_CHANGEABLE = frozenset({Stand.ACTIVE, Stand.TRIAL})


def may_change(row: Subscription) -> bool:
    """Tell whether a plan may be changed: it is paid or tried, and nothing is agreed.

    What is agreed on is undone first; otherwise a declined card would undo it.
    """
    standing = standing_of(row, None)
    return standing.stand in _CHANGEABLE and not standing.next_plan_name


async def running_of(
    stripe: Conversation, row: Subscription | None
) -> answers.Subscription:
    """Give the subscription that may be changed.

    Raises:
        NothingToChange: There is none, or it is in no state for that.
    """
    if row is None or not may_change(row):
        raise NothingToChange
    return await stripe.subscription(row.stripe_subscription_id)


def has_become(row: Subscription | None, shown: ChangePreview) -> bool:
    """Tell whether a subscription is, or will be, what was shown."""
    if row is None or row.stripe_subscription_id != shown.subscription:
        return False
    has = (row.plan_name, row.cycle, row.amount)
    if shown.timing is Timing.PERIOD_END:
        has = (row.next_plan_name, row.next_cycle, row.next_amount)
    return has == (shown.plan_name[:100], shown.cycle.value, shown.amount)
