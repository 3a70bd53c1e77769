"""The payment page we ask Stripe for."""

from datetime import datetime, timedelta

from stripe.params.checkout import SessionCreateParams

from asystec_web import routes
from asystec_web.models import PlanAttempt

PAGE_LIFE = timedelta(minutes=60)
# Stripe refuses a page that would live for less than 30 minutes.
JOIN_WITHIN = timedelta(minutes=25)


def key(attempt: PlanAttempt) -> str:
    """Name the request, so that an attempt opens one page however often it is sent."""
    return f"asystec-cs-{attempt.id}"


def params(
    attempt: PlanAttempt, customer: str, price_id: str, public_url: str
) -> SessionCreateParams:
    """Say what to sell to whom; the same attempt always says the same."""
    told = {"account": str(attempt.account_id), "attempt": str(attempt.id)}
    return {
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
    }


def may_be_opened(attempt: PlanAttempt, at: datetime) -> bool:
    """Tell whether a page of this attempt would still live long enough."""
    return at - attempt.created_at < JOIN_WITHIN
