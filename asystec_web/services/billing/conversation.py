"""The one door to the payment provider: its exceptions and objects stop here.

Another provider would answer the same questions in the same shapes; docs/billing.md
says what each of them has to hold.
"""

from asystec_web.services.billing.asking.happenings import AsksWhatHappened
from asystec_web.services.billing.asking.portal import AsksForPortal
from asystec_web.services.billing.asking.selling import AsksToSell
from asystec_web.services.billing.asking.subscribing import AsksAboutSubscriptions


class Conversation(AsksToSell, AsksAboutSubscriptions, AsksForPortal, AsksWhatHappened):
    """Everything we ever ask, in requests that together end at one moment.

    Every method raises `BillingUnavailable` or one of its kinds in `failures`.
    """
