"""Invoices: what a subscription owes for a period."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.periods import DAY_S
from asystec_web.simulators.stripe.world.world import World, random_text


def bill(world: World, subscription: Json, reason: str) -> Json:
    """Draft the invoice of a subscription's current period."""
    customer = world.find("customer", subscription["customer"])
    trial = subscription["status"] == "trialing"
    invoice = world.add(
        "invoice",
        "in",
        auto_advance=True,
        billing_reason=reason,
        collection_method=subscription["collection_method"],
        currency=subscription["currency"],
        customer=customer["id"],
        customer_email=customer["email"],
        customer_name=customer["name"],
        customer_tax_exempt="none",
        customer_tax_ids=[],
        discounts=[],
        effective_at=world.now,
        issuer={"type": "self"},
        metadata={},
        number=_next_number(customer),
        parent={
            "type": "subscription_details",
            "quote_details": None,
            "subscription_details": {
                "metadata": dict(subscription["metadata"]),
                "subscription": subscription["id"],
            },
        },
        status="draft",
    )
    lines = [
        _line(invoice, subscription, item, free=trial)
        for item in subscription["items"]["data"]
    ]
    invoice["lines"] = {
        "object": "list",
        "data": lines,
        "has_more": False,
        "url": f"/v1/invoices/{invoice['id']}/lines",
    }
    total = sum(line["amount"] for line in lines)
    invoice["period_start"] = min(line["period"]["start"] for line in lines)
    invoice["period_end"] = max(line["period"]["end"] for line in lines)
    for field in ("amount_due", "amount_remaining", "subtotal", "total"):
        invoice[field] = total
    subscription["latest_invoice"] = invoice["id"]
    world.emit("invoice.created", invoice)
    return invoice


def finalize(world: World, subscription: Json, invoice: Json) -> None:
    """Let a draft become what the customer owes."""
    with world.changing(invoice, "invoice.finalized"):
        invoice["status"] = "open"
        invoice["status_transitions"]["finalized_at"] = world.now
        if subscription["days_until_due"] is not None:
            invoice["due_date"] = world.now + subscription["days_until_due"] * DAY_S


def stop_collecting(world: World, subscription: Json) -> None:
    """Leave what an ended subscription owes as it is: nobody is charged any more."""
    for invoice in of_subscription(world, subscription["id"]):
        if invoice["status"] in {"draft", "open"}:
            with world.changing(invoice, "invoice.updated"):
                invoice["auto_advance"] = False
                invoice["next_payment_attempt"] = None


def of_subscription(world: World, subscription: str) -> list[Json]:
    """List a subscription's invoices, oldest first."""
    return [
        invoice
        for invoice in world.all("invoice")
        if invoice["parent"]["subscription_details"]["subscription"] == subscription
    ]


def _next_number(customer: Json) -> str:
    if customer["invoice_prefix"] is None:
        customer["invoice_prefix"] = random_text(8).upper()
    sequence = customer["next_invoice_sequence"] or 1
    customer["next_invoice_sequence"] = sequence + 1
    return f"{customer['invoice_prefix']}-{sequence:04}"


def _line(invoice: Json, subscription: Json, item: Json, *, free: bool) -> Json:
    price = item["price"]
    amount = 0 if free else price["unit_amount"] * item["quantity"]
    return {
        "id": f"il_{random_text(24)}",
        "object": "line_item",
        "amount": amount,
        "currency": price["currency"],
        "description": f"{item['quantity']} × {price['nickname'] or price['product']}",
        "discountable": True,
        "discounts": [],
        "invoice": invoice["id"],
        "livemode": False,
        "metadata": dict(subscription["metadata"]),
        "parent": {
            "type": "subscription_item_details",
            "subscription_item_details": {
                "proration": False,
                "subscription": subscription["id"],
                "subscription_item": item["id"],
            },
        },
        "period": {
            "start": item["current_period_start"],
            "end": item["current_period_end"],
        },
        "pricing": {
            "type": "price_details",
            "price_details": {"price": price["id"], "product": price["product"]},
            "unit_amount_decimal": str(price["unit_amount"]),
        },
        "quantity": item["quantity"],
        "subtotal": amount,
    }
