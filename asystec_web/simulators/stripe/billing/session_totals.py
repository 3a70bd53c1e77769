"""What a Checkout session adds up to, with what is taken off."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.coupons import (
    Discount,
    find_code,
    taken_off,
    why_not,
)
from asystec_web.simulators.stripe.world.world import World


def reckon(world: World, session: Json) -> None:
    """Add a session up: nothing is due today when it begins with a trial."""
    hidden = world.unseen(session["id"])
    trial = hidden["trial_period_days"] or hidden["trial_end"]
    subtotal = 0 if trial else full_price(world, session)
    left = subtotal
    for each in session["discounts"] or []:
        left -= taken_off(world.find("coupon", each["coupon"]), left)
    session.update(amount_subtotal=subtotal, amount_total=left)
    session["total_details"]["amount_discount"] = subtotal - left


def full_price(world: World, session: Json) -> int:
    """Tell what a session's lines cost, trial or not."""
    lines: list[Json] = world.unseen(session["id"])["lines"]
    return sum(line["amount_subtotal"] for line in lines)


def apply_code(world: World, session: Json, typed: str) -> str:
    """Take a code off what a session asks for; tell why not, if not."""
    code = find_code(world, typed)
    if code is None:
        return "No conocemos ese código. Revise cómo está escrito."
    amount = full_price(world, session)
    if wrong := why_not(world, code, session["customer"], amount):
        return wrong
    coupon = world.find("coupon", code["promotion"]["coupon"])
    if coupon["amount_off"] is not None and coupon["currency"] != session["currency"]:
        return "El código es para otra moneda."
    session["discounts"] = [discount_of(coupon["id"], code["id"])]
    reckon(world, session)
    return ""


def discount_of(coupon: str, code: str | None = None) -> Discount:
    """Write a discount as sessions tell it."""
    return {"coupon": coupon, "promotion_code": code}
