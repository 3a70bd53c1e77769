"""Why somebody who had a plan is asked for one again."""

from asystec_web.services.answers import Answers
from asystec_web.services.billing import Stand, is_live
from asystec_web.services.billing.standing import standing_of
from asystec_web.state.shown import subscription_detail
from asystec_web.texts import sentence


def is_stalled(answers: Answers) -> bool:
    """Tell whether there is a subscription to mend, so that no other is sold."""
    known = answers.subscription
    return known is not None and not answers.subscribed and is_live(known.status)


def plan_before(answers: Answers) -> str:
    """Say what became of the plan somebody had; empty for whoever had none."""
    known = answers.subscription
    if known is None or answers.subscribed:
        return ""
    what = subscription_detail(known)
    if is_stalled(answers):
        return f"{what}. {sentence('billing.subscription_stalled')}"
    said = {
        Stand.ENDED: f"{what}: escoja un plan para seguir.",
        Stand.SUSPENDED: f"{what}.",
    }
    return said.get(standing_of(known, None).stand, "")
