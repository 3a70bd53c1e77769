"""Discounts on the lines of an invoice."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.coupons import taken_off
from asystec_web.simulators.stripe.world.world import World


def take_off(world: World, subscription: Json, invoice: Json) -> int:
    """Write a subscription's discounts into an invoice; tell what they amount to."""
    invoice["total_discount_amounts"] = []
    for identifier in subscription["discounts"]:
        discount = world.find("discount", identifier)
        if discount["end"] is not None and discount["end"] <= world.now:
            continue
        coupon = world.find("coupon", discount["source"]["coupon"])
        amount = _spread(invoice["lines"]["data"], coupon, identifier)
        invoice["discounts"].append(identifier)
        invoice["total_discount_amounts"].append(
            {"amount": amount, "discount": identifier}
        )
    return sum(each["amount"] for each in invoice["total_discount_amounts"])


def _spread(lines: list[Json], coupon: Json, discount: str) -> int:
    """Take a coupon off the lines, one after the other; tell how much it was."""
    total = 0
    for line in lines:
        if not line["discountable"]:
            continue
        before = sum(each["amount"] for each in line["discount_amounts"])
        left = line["amount"] - before
        off = taken_off(coupon, left)
        if coupon["amount_off"] is not None:
            # It is taken off once, however many lines share it.
            off = min(off, coupon["amount_off"] - total)
        line["discount_amounts"].append({"amount": off, "discount": discount})
        line["discounts"].append(discount)
        total += off
    return total
