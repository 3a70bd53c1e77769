"""Discounts that callers give to sessions and subscriptions."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.coupons import Discount, why_not
from asystec_web.simulators.stripe.billing.session_totals import discount_of
from asystec_web.simulators.stripe.protocol.refusals import refuse
from asystec_web.simulators.stripe.world.world import World


def discounts_of(world: World, params: Json) -> list[Discount]:
    """Find the one discount a session may be opened with.

    Raises:
        Refusal: There are several, it does not exist, or it is used up.
    """
    asked: list[Json] = params.get("discounts", [])
    if asked and "allow_promotion_codes" in params:
        message = (
            "You may only specify one of these parameters: allow_promotion_codes, "
            "discounts."
        )
        refuse(message, param="discounts")
    if len(asked) > 1:
        message = "You may apply one discount at most."
        refuse(message, param="discounts")
    return read_discounts(world, asked, params.get("customer"))


def read_discounts(
    world: World, asked: list[Json], customer: str | None
) -> list[Discount]:
    """Find discounts by their coupons or promotion codes.

    Raises:
        Refusal: One does not exist, or is used up.
    """
    return [
        _read(world, each, f"discounts[{place}]", customer)
        for place, each in enumerate(asked)
    ]


def _read(world: World, asked: Json, place: str, customer: str | None) -> Discount:
    if "promotion_code" in asked:
        param = f"{place}[promotion_code]"
        code = world.find("promotion_code", asked["promotion_code"], param)
        usable = code["active"] and not why_not(world, code, customer, 0)
        coupon, name = code["promotion"]["coupon"], code["id"]
    else:
        param = f"{place}[coupon]"
        found = world.find("coupon", asked.get("coupon", ""), param)
        usable, coupon, name = found["valid"], found["id"], None
    if not usable:
        refuse("This discount cannot be redeemed.", param=param)
    return discount_of(coupon, name)
