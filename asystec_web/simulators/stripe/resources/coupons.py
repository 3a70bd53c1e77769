"""Coupons: how much is taken off, and for how long."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.lists import listed
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_missing
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.world.world import World, random_text


def create(world: World, asked: Asked) -> Json:
    """Create a coupon of a share or of an amount."""
    params = asked.only(
        "amount_off",
        "currency",
        "duration",
        "duration_in_months",
        "id",
        "max_redemptions",
        "metadata",
        "name",
        "percent_off",
    )
    if ("amount_off" in params) == ("percent_off" in params):
        message = "You must pass one of percent_off and amount_off."
        refuse(message, code="parameter_missing", param="percent_off")
    if not 0 < params.get("percent_off", 1) <= 100:  # noqa: PLR2004 # a share
        message = "Invalid percent_off: must be above 0 and at most 100."
        refuse(message, param="percent_off")
    if "amount_off" in params and "currency" not in params:
        message = "You must pass currency when passing amount_off."
        refuse(message, code="parameter_missing", param="currency")
    lasts = params.get("duration", "once")
    if (lasts == "repeating") != ("duration_in_months" in params):
        message = "duration_in_months goes with duration=repeating."
        refuse(message, param="duration_in_months")
    if world.named(params.get("id", "")):
        refuse("Coupon already exists.", code="resource_already_exists", param="id")
    own = {"id": params.get("id", random_text(8))}
    coupon = world.add("coupon", "co", **own, duration=lasts, metadata={}, valid=True)
    write(coupon, params)
    world.emit("coupon.created", coupon)
    return coupon


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a coupon."""
    return _existing(world, asked.id)


def update(world: World, asked: Asked) -> Json:
    """Rename a coupon, or label it."""
    coupon = _existing(world, asked.id)
    with world.changing(coupon, "coupon.updated"):
        write(coupon, asked.only("metadata", "name"))
    return coupon


def delete(world: World, asked: Asked) -> Json:
    """Let nobody redeem a coupon any more; who has it keeps it."""
    coupon = _existing(world, asked.id)
    coupon["valid"] = False
    world.unseen(coupon["id"])["deleted"] = True
    world.emit("coupon.deleted", coupon)
    return {"id": coupon["id"], "object": "coupon", "deleted": True}


def list_(world: World, asked: Asked) -> Json:
    """List coupons."""
    coupons = world.all("coupon")
    return listed(asked, [each for each in coupons if not _is_deleted(world, each)])


def _existing(world: World, identifier: str) -> Json:
    coupon = world.find("coupon", identifier)
    if _is_deleted(world, coupon):
        refuse_missing("coupon", identifier)
    return coupon


def _is_deleted(world: World, coupon: Json) -> bool:
    return world.unseen(coupon["id"]).get("deleted", False)


OPERATIONS = [
    Operation("POST", "/v1/coupons", "CouponCreateParams", create),
    Operation("GET", "/v1/coupons", "CouponListParams", list_),
    Operation("GET", "/v1/coupons/{id}", "CouponRetrieveParams", retrieve),
    Operation("POST", "/v1/coupons/{id}", "CouponUpdateParams", update),
    Operation("DELETE", "/v1/coupons/{id}", "CouponDeleteParams", delete),
]
