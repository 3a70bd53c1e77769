"""The phases of a schedule, as they travel."""

from collections.abc import Sequence

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.periods import period_after


def phase_of(
    items: Sequence[Json],
    start: int,
    end: int | None = None,
    proration: str = "create_prorations",
) -> Json:
    """Write a phase; it lasts one interval of its price unless an end is told.

    Args:
        items: Each with its whole price and its quantity.
        start: When it begins.
        end: When it ends.
        proration: How the change into it is charged.
    """
    recurring = items[0]["price"]["recurring"]
    return {
        "add_invoice_items": [],
        "application_fee_percent": None,
        "automatic_tax": None,
        "billing_cycle_anchor": None,
        "billing_thresholds": None,
        "collection_method": None,
        "currency": items[0]["price"]["currency"],
        "default_payment_method": None,
        "default_tax_rates": [],
        "description": None,
        "discounts": [],
        "end_date": end or period_after(start, recurring, start),
        "invoice_settings": None,
        "items": [_item(each) for each in items],
        "metadata": {},
        "on_behalf_of": None,
        "proration_behavior": proration,
        "start_date": start,
        "transfer_data": None,
        "trial_end": None,
    }


def _item(item: Json) -> Json:
    return {
        "billing_thresholds": None,
        "discounts": [],
        "metadata": {},
        "plan": item["price"]["id"],
        "price": item["price"]["id"],
        "quantity": item["quantity"],
        "tax_rates": [],
    }
