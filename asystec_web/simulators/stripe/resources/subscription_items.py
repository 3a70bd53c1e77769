"""What a subscription is asked to consist of."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.items import new_item, period_end, reprice
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_missing
from asystec_web.simulators.stripe.resources.line_items import price_of
from asystec_web.simulators.stripe.world.world import World


def wanted_items(
    world: World, subscription: Json, asked: list[Json], place: str = "items"
) -> list[Json]:
    """Build the items as they would be; those the subscription has stay as they are.

    Raises:
        Refusal: An item is not this subscription's, or none would be left.
    """
    items = {item["id"]: dict(item) for item in subscription["items"]["data"]}
    for number, change in enumerate(asked):
        _change(world, subscription, items, change, f"{place}[{number}]")
    if not items:
        refuse("A subscription must have at least one item.", param=place)
    return list(items.values())


def _change(
    world: World,
    subscription: Json,
    items: dict[str, Json],
    change: Json,
    param: str,
) -> None:
    identifier = change.get("id")
    if identifier is not None and identifier not in items:
        kind = "subscription_item"
        refuse_missing(kind, identifier, f"{param}[id]")
    if change.get("deleted"):
        items.pop(identifier or "", None)
        return
    if identifier is None:
        price = price_of(world, change, param)
        item = new_item(world, subscription, price, change.get("quantity", 1))
        item["current_period_start"] = world.now
        item["current_period_end"] = period_end(subscription)
        items[item["id"]] = item
        return
    item = items[identifier]
    if "price" in change:
        reprice(item, price_of(world, change, param))
    item["quantity"] = change.get("quantity", item["quantity"])
