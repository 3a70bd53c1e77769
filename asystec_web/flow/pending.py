"""What still keeps a business from invoicing: data for people and for operators."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from enum import StrEnum

from asystec_web.flow.steps import Step


class Pending(StrEnum):
    """One thing that is missing; its value is what operators' systems read."""

    BUSINESS = "business"
    ACTIVITIES = "activities"
    HACIENDA = "hacienda"
    CONSECUTIVES = "consecutives"
    SUBSCRIPTION = "subscription"
    EMAIL = "email_confirmation"


def pending_steps(
    answered: AbstractSet[Step], *, hacienda_connected: bool, email_confirmed: bool
) -> tuple[Pending, ...]:
    """List what is missing before the first invoice, in the order to mend it.

    An unconfirmed e-mail is listed last and does not block issuing.
    """
    missing = {
        Pending.BUSINESS: Step.BUSINESS not in answered,
        Pending.ACTIVITIES: Step.ACTIVITIES not in answered,
        Pending.HACIENDA: not hacienda_connected,
        Pending.CONSECUTIVES: Step.CONSECUTIVES not in answered,
        Pending.SUBSCRIPTION: Step.PLAN not in answered,
        Pending.EMAIL: not email_confirmed,
    }
    return tuple(item for item, is_missing in missing.items() if is_missing)


def is_ready(pending: tuple[Pending, ...]) -> bool:
    """Tell whether invoices can be issued."""
    return all(item is Pending.EMAIL for item in pending)


def may_prepare(pending: Iterable[Pending]) -> bool:
    """Tell whether nothing but Hacienda is missing: all but issuing works."""
    return set(pending) <= {Pending.HACIENDA, Pending.EMAIL}
