"""What a failed request to Stripe means for what we do next.

BillingUnavailable      no useful answer; the same request may be sent again
├── StripeBusy          the same request is being carried out right now
├── StripeRefused       it will never be carried out as it is
│   └── CardRefused     the card was not charged, and nothing changed
├── StripeMissing       it names something that is gone
├── PageSettled         a payment page was to be closed, and was paid or over before
└── KeySpent            its idempotency key answers nothing useful any more
"""

import stripe
import structlog

from asystec_web.errors.billing import BillingUnavailable

log = structlog.get_logger(__name__)

_CONFLICT = 409
_SERVER_ERROR = 500


class StripeBusy(BillingUnavailable):
    """The same request is being carried out for somebody else."""


class StripeRefused(BillingUnavailable):
    """Stripe will not carry the request out."""

    def __init__(self, code: str = "") -> None:
        """Keep Stripe's own code."""
        super().__init__()
        self.stripe_code = code


class CardRefused(StripeRefused):
    """The bank did not let the card be charged."""


class StripeMissing(BillingUnavailable):
    """Something the request names does not exist any more.

    Attributes:
        param: The parameter that names it.
    """

    def __init__(self, param: str) -> None:
        """Keep the parameter's name."""
        super().__init__()
        self.param = param


class PageSettled(BillingUnavailable):
    """A payment page was paid, or ended, before it could be closed."""

    def __init__(self, page_id: str) -> None:
        """Keep which page it is."""
        super().__init__()
        self.page_id = page_id


class KeySpent(BillingUnavailable):
    """A failure is stored under the idempotency key, or another request is."""


def meaning(error: stripe.StripeError) -> BillingUnavailable:
    """Translate a failure; codes go to the log, messages may quote people's words."""
    status = error.http_status or 0
    log.warning(
        "stripe_request_failed",
        kind=type(error).__name__,
        status=status,
        code=error.code,
        param=getattr(error, "param", None),
        request=error.request_id,
    )
    if isinstance(error, stripe.InvalidRequestError):
        if error.code == "resource_missing":
            return StripeMissing(str(error.param or ""))
        return StripeRefused(str(error.code or ""))
    if isinstance(error, stripe.CardError):
        return CardRefused(str(error.code or ""))
    if isinstance(error, stripe.IdempotencyError):
        return KeySpent()
    if status == _CONFLICT:
        return StripeBusy()
    # What is left was not carried out: no connection, too many requests, a wrong key.
    return KeySpent() if status >= _SERVER_ERROR else BillingUnavailable()
