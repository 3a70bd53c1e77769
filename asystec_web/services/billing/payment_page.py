"""The payment page we ask Stripe for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from stripe.params.checkout import SessionCreateParams

from asystec_web import routes
from asystec_web.models import PlanAttempt
from asystec_web.settings import Settings

PAGE_LIFE = timedelta(minutes=60)
# Stripe refuses a page that would live for less than 30 minutes.
JOIN_WITHIN = timedelta(minutes=25)


def key(attempt: PlanAttempt) -> str:
    """Name the request, so that an attempt opens one page however often it is sent."""
    return f"asystec-cs-{attempt.id}"


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every page.

    Attributes:
        public_url: Where people come back to.
        trial_end: What becomes of a trial without a card at its end.
        automatic_tax: Whether Stripe computes taxes.
    """

    public_url: str
    trial_end: Literal["cancel", "pause"] = "cancel"
    automatic_tax: bool = False

    @classmethod
    def of(cls, settings: Settings) -> "Terms":
        """Read them from the settings."""
        return cls(
            settings.public_url.rstrip("/"),
            settings.trial_end,
            settings.stripe_automatic_tax,
        )


def params(
    attempt: PlanAttempt, customer: str, price_id: str, terms: Terms
) -> SessionCreateParams:
    """Say what to sell to whom; the same attempt always says the same."""
    told = {"account": str(attempt.account_id), "attempt": str(attempt.id)}
    public_url = terms.public_url
    asked: SessionCreateParams = {
        "mode": "subscription",
        "customer": customer,
        "client_reference_id": str(attempt.account_id),
        "line_items": [{"price": price_id, "quantity": 1}],
        "metadata": told,
        "subscription_data": {"metadata": told},
        "success_url": f"{public_url}{routes.DONE}?session_id={{CHECKOUT_SESSION_ID}}",
        "cancel_url": f"{public_url}{routes.PLAN}?cancelado=1",
        "locale": "es-419",
        "expires_at": int((attempt.created_at + PAGE_LIFE).timestamp()),
        # What the page said is what is charged, in the currency it said.
        "adaptive_pricing": {"enabled": False},
        "allow_promotion_codes": True,
    }
    if attempt.trial_days:
        asked["payment_method_collection"] = "if_required"
        asked["subscription_data"] = {
            "metadata": told,
            "trial_period_days": attempt.trial_days,
            "trial_settings": {
                "end_behavior": {"missing_payment_method": terms.trial_end}
            },
        }
    if terms.automatic_tax:
        asked["automatic_tax"] = {"enabled": True}
        # Where the customer is decides the tax, and the page asks for it.
        asked["customer_update"] = {"address": "auto", "name": "auto"}
    return asked


def may_be_opened(attempt: PlanAttempt, at: datetime) -> bool:
    """Tell whether a page of this attempt would still live long enough."""
    return at - attempt.created_at < JOIN_WITHIN
