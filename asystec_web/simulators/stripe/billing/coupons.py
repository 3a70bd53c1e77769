"""Coupons and the codes people type for them."""

from collections.abc import Iterable

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.periods import period_after
from asystec_web.simulators.stripe.world.world import World

Discount = dict[str, str | None]


def find_code(world: World, typed: str) -> Json | None:
    """Find the active promotion code somebody typed, in any case."""
    for code in world.all("promotion_code"):
        if code["active"] and code["code"].lower() == typed.strip().lower():
            return code
    return None


def why_not(world: World, code: Json, customer: str | None, amount: int) -> str:
    """Tell a customer why a code is no use to them; nothing when it is."""
    coupon = world.find("coupon", code["promotion"]["coupon"])
    most, expires = code["max_redemptions"], code["expires_at"]
    limits = code["restrictions"]
    if not coupon["valid"] or (expires is not None and expires <= world.now):
        return "El código ya venció."
    if most is not None and code["times_redeemed"] >= most:
        return "El código ya se usó."
    if code["customer"] not in {None, customer}:
        return "El código es de otra persona."
    if limits["first_time_transaction"] and _has_paid(world, customer):
        return "El código es solo para la primera compra."
    if amount < (limits["minimum_amount"] or 0):
        return "El código es para un plan de mayor precio."
    return ""


def taken_off(coupon: Json, amount: int) -> int:
    """Tell how much a coupon takes off an amount."""
    if coupon["percent_off"] is not None:
        return round(amount * coupon["percent_off"] / 100)
    return min(int(coupon["amount_off"]), amount)


def grant(world: World, subscription: Json, wanted: Iterable[Discount]) -> None:
    """Let coupons count for a subscription, from now on."""
    for each in wanted:
        coupon = world.find("coupon", str(each["coupon"]))
        _redeem(coupon)
        if each["promotion_code"]:
            code = world.find("promotion_code", each["promotion_code"])
            code["times_redeemed"] += 1
        discount = world.add(
            "discount",
            "di",
            customer=subscription["customer"],
            end=_end(world, coupon),
            promotion_code=each["promotion_code"],
            source={"type": "coupon", "coupon": coupon["id"]},
            start=world.now,
            subscription=subscription["id"],
        )
        subscription["discounts"].append(discount["id"])
        world.emit("customer.discount.created", discount)


def spend(world: World, subscription: Json, invoice: Json) -> None:
    """Take away the discounts that were for one invoice, once one had them."""
    for used in invoice["total_discount_amounts"] or []:
        discount = world.find("discount", used["discount"])
        coupon = world.find("coupon", discount["source"]["coupon"])
        if coupon["duration"] == "once" and used["amount"]:
            subscription["discounts"].remove(discount["id"])
            discount["end"] = world.now
            world.emit("customer.discount.deleted", discount)


def _redeem(coupon: Json) -> None:
    coupon["times_redeemed"] += 1
    most = coupon["max_redemptions"]
    if most is not None and coupon["times_redeemed"] >= most:
        coupon["valid"] = False


def _end(world: World, coupon: Json) -> int | None:
    if coupon["duration"] != "repeating":
        return None
    lasts = {"interval": "month", "interval_count": coupon["duration_in_months"]}
    return period_after(world.now, lasts, world.now)


def _has_paid(world: World, customer: str | None) -> bool:
    return any(
        charge["customer"] == customer and charge["paid"]
        for charge in world.all("charge")
    )
