"""Promotion codes: what people type to have a coupon."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.coupons import find_code
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import refuse
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.world.world import World, random_text

_AS_GIVEN = ("customer", "expires_at", "max_redemptions", "metadata", "restrictions")


def create(world: World, asked: Asked) -> Json:
    """Create a code for a coupon; no two active ones are the same."""
    params = asked.only("active", "code", "promotion", *_AS_GIVEN)
    param = "promotion[coupon]"
    coupon = world.find("coupon", params["promotion"].get("coupon", ""), param)
    code = params.get("code", random_text(8).upper())
    if find_code(world, code):
        message = "An active promotion code with this code already exists."
        refuse(message, param="code")
    if "customer" in params:
        world.find("customer", params["customer"], "customer")
    made = world.add(
        "promotion_code",
        "promo",
        active=params.get("active", True),
        code=code,
        metadata={},
        promotion={"type": "coupon", "coupon": coupon["id"]},
    )
    write(made, {name: params[name] for name in _AS_GIVEN if name in params})
    world.emit("promotion_code.created", made)
    return made


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a code."""
    return world.find("promotion_code", asked.id)


def update(world: World, asked: Asked) -> Json:
    """Put a code away, or back."""
    made = world.find("promotion_code", asked.id)
    with world.changing(made, "promotion_code.updated"):
        write(made, asked.only("active", "metadata"))
    return made


def list_(world: World, asked: Asked) -> Json:
    """List codes, by code, coupon and customer."""
    found = matching(
        world.all("promotion_code"), asked.params, "active", "code", "customer"
    )
    coupon = asked.params.get("coupon")
    if coupon is not None:
        found = [each for each in found if each["promotion"]["coupon"] == coupon]
    return listed(asked, found)


_ALL = "/v1/promotion_codes"
_ONE = "/v1/promotion_codes/{id}"
OPERATIONS = [
    Operation("POST", _ALL, "PromotionCodeCreateParams", create),
    Operation("GET", _ALL, "PromotionCodeListParams", list_),
    Operation("GET", _ONE, "PromotionCodeRetrieveParams", retrieve),
    Operation("POST", _ONE, "PromotionCodeUpdateParams", update),
]
