"""Paying, and changing what is paid.

BillingFailure                     paying is not possible right now
├── BillingUnavailable             Stripe did not answer usefully
├── PriceChanged                   what was shown is no longer what is charged
│   └── ChangeDiffers              the same, of a change of plan
├── PlanUnknown                    no such plan on sale
├── AlreadySubscribed              a live subscription exists
├── AccountSuspended               a bank is asked to take a payment back
├── NothingToChange                no running subscription, or it is this already
├── ChangeNotPaid                  the card did not pay a change of plan
├── ChangeUnderWay                 another change is being made just now
└── ChangeUnclear                  Stripe did not say whether the plan was changed
"""

from asystec_web.errors import OnboardingError


class BillingFailure(OnboardingError):
    """Paying is not possible right now."""

    code = "billing.unavailable"


class BillingUnavailable(BillingFailure):
    """Stripe did not answer usefully."""


class PriceChanged(BillingFailure):
    """What was shown is no longer what would be charged."""

    code = "billing.price_changed"


class PlanUnknown(BillingFailure):
    """No such plan is on sale."""

    code = "billing.plan_unknown"


class AlreadySubscribed(BillingFailure):
    """A live subscription exists: nothing is charged twice."""

    code = "billing.already_subscribed"


class AccountSuspended(BillingFailure):
    """A payment is disputed: nothing is sold until that is settled."""

    code = "billing.suspended"


class NothingToChange(BillingFailure):
    """There is no running subscription, or it is the chosen one already."""

    code = "billing.nothing_to_change"


class ChangeNotPaid(BillingFailure):
    """The card did not pay for a change of plan, which stays undone."""

    code = "billing.change_not_paid"


class ChangeDiffers(PriceChanged):
    """A change of plan would not be what was shown."""

    code = "billing.change_differs"


class ChangeUnderWay(BillingFailure):
    """Another change of the same plan is being made just now."""

    code = "billing.change_under_way"


class ChangeUnclear(BillingFailure):
    """Stripe did not say whether the plan was changed; asking again is harmless."""

    code = "billing.change_unclear"
