"""What we ask of Stripe to let a subscription become another."""

from stripe.params import (
    InvoiceCreatePreviewParams,
    SubscriptionScheduleUpdateParams,
    SubscriptionUpdateParams,
)

from asystec_web.services.billing import answers
from asystec_web.services.billing.offered import PriceOffer


def preview_params(
    running: answers.Subscription, price: PriceOffer, moment: int
) -> InvoiceCreatePreviewParams:
    """Ask what the change below would charge."""
    item = running.items.data[0]
    return {
        "subscription": running.id,
        "subscription_details": {
            "items": [{"id": item.id, "price": price.price_id}],
            "proration_behavior": "always_invoice",
            "proration_date": moment,
        },
    }


def charged_now(
    running: answers.Subscription, price: PriceOffer, moment: int
) -> SubscriptionUpdateParams:
    """Change at once, if the difference is paid; what is left of the old one counts."""
    item = running.items.data[0]
    return {
        "items": [{"id": item.id, "price": price.price_id}],
        "proration_behavior": "always_invoice",
        "proration_date": moment,
        "payment_behavior": "pending_if_incomplete",
    }


def schedule_params(
    running: answers.Subscription, schedule: answers.Schedule, price: PriceOffer
) -> SubscriptionScheduleUpdateParams:
    """Go on as it is until the period ends, and then as the price says."""
    item = running.items.data[0]
    now = schedule.current_phase
    return {
        "end_behavior": "release",
        "proration_behavior": "none",
        "phases": [
            {
                "items": [{"price": item.price.id, "quantity": item.quantity}],
                "start_date": now.start_date if now else "now",
                "end_date": item.current_period_end or "now",
            },
            {
                "items": [{"price": price.price_id, "quantity": 1}],
                "duration": {
                    "interval": "month" if price.interval == "month" else "year",
                    "interval_count": 1,
                },
                "proration_behavior": "none",
            },
        ],
    }
