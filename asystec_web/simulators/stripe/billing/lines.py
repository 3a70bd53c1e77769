"""The lines of an invoice: what is owed, for which time."""

from dataclasses import dataclass

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.world.world import World, random_text


@dataclass(frozen=True, slots=True)
class Owed:
    """An amount for an item of a subscription and a time; a credit is negative."""

    item: Json
    amount: int
    start: int
    end: int
    description: str
    proration: bool = False


def period_lines(world: World, subscription: Json) -> list[Owed]:
    """Tell what the subscription's current period costs; a trial is free."""
    free = subscription["status"] == "trialing"
    return [
        Owed(
            item,
            0 if free else price_of(item),
            item["current_period_start"],
            item["current_period_end"],
            described(world, item),
        )
        for item in subscription["items"]["data"]
    ]


def price_of(item: Json) -> int:
    """Tell what an item costs for a whole period."""
    return int(item["price"]["unit_amount"] * item["quantity"])


def described(world: World, item: Json) -> str:
    """Name an item the way Stripe's invoices do."""
    product = world.find("product", item["price"]["product"])
    return f"{item['quantity']} × {product['name']}"


def written_lines(invoice: Json, subscription: Json, owed: list[Owed]) -> Json:
    """Write the lines of an invoice as the list they travel in."""
    return {
        "object": "list",
        "data": [_line(invoice, subscription, each) for each in owed],
        "has_more": False,
        "url": f"/v1/invoices/{invoice['id']}/lines",
    }


def _line(invoice: Json, subscription: Json, owed: Owed) -> Json:
    price = owed.item["price"]
    return {
        "id": f"il_{random_text(24)}",
        "object": "line_item",
        "amount": owed.amount,
        "currency": price["currency"],
        "description": owed.description,
        "discount_amounts": [],
        "discountable": not owed.proration,
        "discounts": [],
        "invoice": invoice["id"],
        "livemode": False,
        "metadata": dict(subscription["metadata"]),
        "parent": {
            "type": "subscription_item_details",
            "subscription_item_details": {
                "proration": owed.proration,
                "subscription": subscription["id"],
                "subscription_item": owed.item["id"],
            },
        },
        "period": {"start": owed.start, "end": owed.end},
        "pricing": {
            "type": "price_details",
            "price_details": {"price": price["id"], "product": price["product"]},
            "unit_amount_decimal": str(price["unit_amount"]),
        },
        "quantity": owed.item["quantity"],
        "subtotal": owed.amount,
    }
