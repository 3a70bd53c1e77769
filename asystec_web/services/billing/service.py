"""Everything the rest of the product may ask of billing."""

from asystec_web.services.billing.buying import Buying
from asystec_web.services.billing.changing import Changing
from asystec_web.services.billing.keeping import Keeping
from asystec_web.services.billing.listening import Listening


class Billing(Buying, Keeping, Listening, Changing):
    """Plans, payment, changes, and what Stripe says about both.

    Every method that asks Stripe answers within `CONVERSATION_S` and raises
    `BillingUnavailable` when Stripe does not answer usefully until then.
    """
