"""Prices: how much, how often, and the key they are looked up by."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import refuse
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.resources.products import new_product
from asystec_web.simulators.stripe.world.world import World

# https://docs.stripe.com/api/prices/list
MOST_LOOKUP_KEYS = 10
_CHANGEABLE = (
    "active",
    "lookup_key",
    "metadata",
    "nickname",
    "tax_behavior",
    "transfer_lookup_key",
)


def create(world: World, asked: Asked) -> Json:
    """Create a price, of a product that exists or one made for it."""
    params = asked.only(
        "currency",
        "product",
        "product_data",
        "recurring",
        "unit_amount",
        "unit_amount_decimal",
        *_CHANGEABLE,
    )
    amount = _amount(params)
    key = _claim(world, params)
    price = world.add(
        "price",
        "price",
        active=params.get("active", True),
        billing_scheme="per_unit",
        currency=params["currency"].lower(),
        lookup_key=key,
        product=_product(world, params)["id"],
        recurring=_recurring(params.get("recurring")),
        tax_behavior=params.get("tax_behavior", "unspecified"),
        type="recurring" if "recurring" in params else "one_time",
        unit_amount=amount,
        unit_amount_decimal=str(amount),
    )
    write(
        price,
        {name: params[name] for name in ("metadata", "nickname") if name in params},
    )
    world.emit("price.created", price)
    return price


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a price."""
    return world.find("price", asked.id)


def update(world: World, asked: Asked) -> Json:
    """Change what may change of a price: never its amount."""
    price = world.find("price", asked.id)
    params = dict(asked.only(*_CHANGEABLE))
    taxed = price["tax_behavior"]
    if taxed != "unspecified" and params.get("tax_behavior", taxed) != taxed:
        # https://docs.stripe.com/api/prices/object#price_object-tax_behavior
        message = f"You cannot change `tax_behavior` once it is set to `{taxed}`."
        refuse(message, param="tax_behavior")
    if "lookup_key" in params:
        params["lookup_key"] = _claim(world, params, price)
    params.pop("transfer_lookup_key", None)
    with world.changing(price, "price.updated"):
        write(price, params)
    return price


def list_(world: World, asked: Asked) -> Json:
    """List prices, by lookup key for one."""
    prices = matching(
        world.all("price"), asked.params, "active", "currency", "product", "type"
    )
    keys = asked.params.get("lookup_keys")
    if keys is not None:
        if len(keys) > MOST_LOOKUP_KEYS:
            message = f"You may look up at most {MOST_LOOKUP_KEYS} keys."
            refuse(message, param="lookup_keys")
        prices = [price for price in prices if price["lookup_key"] in keys]
    recurring: Json = asked.params.get("recurring", {})
    prices = [
        price
        for price in prices
        if recurring.items() <= (price["recurring"] or {}).items()
    ]
    return listed(asked, prices)


def _amount(params: Json) -> int:
    if "unit_amount" in params:
        amount: int = params["unit_amount"]
        if amount < 0:
            refuse("Invalid non-negative integer", param="unit_amount")
        return amount
    text = params.get("unit_amount_decimal", "")
    if not text.isdecimal():
        message = "You must specify a whole unit_amount or unit_amount_decimal."
        refuse(message, code="parameter_missing", param="unit_amount")
    return int(text)


def _product(world: World, params: Json) -> Json:
    if ("product" in params) == ("product_data" in params):
        message = "You must specify one of product and product_data."
        refuse(message, code="parameter_missing", param="product")
    if "product" in params:
        return world.find("product", params["product"], "product")
    return new_product(world, params["product_data"])


def _recurring(asked: Json | None) -> Json | None:
    if asked is None:
        return None
    return {
        "interval": asked["interval"],
        "interval_count": asked.get("interval_count", 1),
        "meter": None,
        "trial_period_days": None,
        "usage_type": asked.get("usage_type", "licensed"),
    }


def _claim(world: World, params: Json, claimant: Json | None = None) -> str | None:
    """Take a lookup key, from the price that has it when told to transfer it."""
    key = params.get("lookup_key") or None
    for price in world.all("price"):
        if key is None or price is claimant or price["lookup_key"] != key:
            continue
        if not params.get("transfer_lookup_key"):
            message = f"A price (`{price['id']}`) already uses that lookup key."
            refuse(message, param="lookup_key")
        with world.changing(price, "price.updated"):
            price["lookup_key"] = None
    return key


OPERATIONS = [
    Operation("POST", "/v1/prices", "PriceCreateParams", create),
    Operation("GET", "/v1/prices", "PriceListParams", list_),
    Operation("GET", "/v1/prices/{id}", "PriceRetrieveParams", retrieve),
    Operation("POST", "/v1/prices/{id}", "PriceUpdateParams", update),
]
