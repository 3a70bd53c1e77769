"""What an invoice would say, before there is one."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.discounts import take_off
from asystec_web.simulators.stripe.billing.lines import Owed, written_lines
from asystec_web.simulators.stripe.world.world import World


def draft(world: World, subscription: Json, reason: str, owed: list[Owed]) -> Json:
    """Write an invoice without keeping it: nobody owes anything by it."""
    customer = world.find("customer", subscription["customer"])
    invoice = world.make(
        "invoice",
        "in",
        auto_advance=True,
        billing_reason=reason,
        collection_method=subscription["collection_method"],
        currency=subscription["currency"],
        customer=customer["id"],
        customer_address=customer["address"],
        customer_email=customer["email"],
        customer_name=customer["name"],
        customer_tax_exempt=customer["tax_exempt"] or "none",
        customer_tax_ids=[
            {"type": each["type"], "value": each["value"]}
            for each in world.all("tax_id")
            if each["customer"] == customer["id"]
        ],
        effective_at=world.now,
        issuer={"type": "self"},
        metadata={},
        parent={
            "type": "subscription_details",
            "quote_details": None,
            "subscription_details": {
                "metadata": dict(subscription["metadata"]),
                "subscription": subscription["id"],
            },
        },
        period_start=min(each.start for each in owed),
        period_end=max(each.end for each in owed),
        starting_balance=customer["balance"] or 0,
        status="draft",
        test_clock=customer["test_clock"],
    )
    invoice["automatic_tax"] = {
        **invoice["automatic_tax"],
        "enabled": subscription["automatic_tax"]["enabled"],
        "status": "complete" if subscription["automatic_tax"]["enabled"] else None,
    }
    invoice["lines"] = written_lines(invoice, subscription, owed)
    _sum_up(invoice, take_off(world, subscription, invoice))
    return invoice


def _sum_up(invoice: Json, discount: int) -> None:
    """Add the lines up; what a customer has in credit is used first.

    A total below zero is paid out as credit: nothing is due.
    """
    subtotal = sum(line["amount"] for line in invoice["lines"]["data"])
    total = subtotal - discount
    after = total + invoice["starting_balance"]
    invoice.update(subtotal=subtotal, total=total, ending_balance=min(after, 0))
    invoice["amount_due"] = invoice["amount_remaining"] = max(after, 0)
    invoice.update(subtotal_excluding_tax=subtotal, total_excluding_tax=total)
