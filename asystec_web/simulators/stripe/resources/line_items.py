"""What is bought: lines of a session and of a subscription."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_unsupported
from asystec_web.simulators.stripe.schema.blanks import blank
from asystec_web.simulators.stripe.world.world import World, random_text


def line_of(world: World, asked: Json, param: str) -> Json:
    """Build a session's line from what was asked."""
    price = price_of(world, asked, param)
    if "quantity" not in asked:
        message = f"Quantity is required. Add `quantity` to `{param}`."
        refuse(message, code="parameter_missing", param=f"{param}[quantity]")
    amount = price["unit_amount"] * asked["quantity"]
    return {
        **blank("item"),
        "id": f"li_{random_text(24)}",
        "amount_subtotal": amount,
        "amount_total": amount,
        "currency": price["currency"],
        "description": world.find("product", price["product"])["name"],
        "price": price,
        "quantity": asked["quantity"],
    }


def price_of(world: World, asked: Json, param: str) -> Json:
    """Find the price a line names, which must be on sale.

    Raises:
        Refusal: It does not exist, is archived, or the line asks for more.
    """
    for name in asked:
        if name not in {"price", "quantity", "id", "metadata"}:
            refuse_unsupported(f"{param}[{name}]")
    if asked.get("quantity", 1) < 1:
        message = "This value must be greater than or equal to 1."
        refuse(message, param=f"{param}[quantity]")
    place = f"{param}[price]"
    price = world.find("price", asked.get("price", ""), place)
    if not price["active"]:
        message = (
            "The price specified is inactive. This field only accepts active prices."
        )
        refuse(message, param=place)
    return price
