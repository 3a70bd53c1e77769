"""What a subscription consists of."""

from collections.abc import Iterable

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.periods import period_after
from asystec_web.simulators.stripe.schema.blanks import blank
from asystec_web.simulators.stripe.world.world import World, random_text


def new_item(world: World, subscription: Json, price: Json, quantity: int) -> Json:
    """Build an item whose period is the one the subscription is in."""
    return {
        **blank("subscription_item"),
        "id": f"si_{random_text(14)}",
        "created": world.now,
        "plan": _plan(price),
        "price": price,
        "quantity": quantity,
        "subscription": subscription["id"],
    }


def reprice(item: Json, price: Json) -> None:
    """Let an item charge another price."""
    item["price"], item["plan"] = price, _plan(price)


def begin_period(subscription: Json, start: int, end: int | None = None) -> None:
    """Let every item begin a period; it ends after an interval unless told."""
    anchor = subscription["billing_cycle_anchor"]
    for item in subscription["items"]["data"]:
        item["current_period_start"] = start
        item["current_period_end"] = end or period_after(
            start, item["price"]["recurring"], anchor
        )


def period_end(subscription: Json) -> int:
    """Tell when the current period ends."""
    return min(item["current_period_end"] for item in subscription["items"]["data"])


def item_list(subscription: str, items: Iterable[Json]) -> Json:
    """Wrap items as the list they travel in."""
    return {
        "object": "list",
        "data": list(items),
        "has_more": False,
        "url": f"/v1/subscription_items?subscription={subscription}",
    }


def _plan(price: Json) -> Json:
    """Tell a price in the older form that items still carry."""
    recurring = price["recurring"]
    return {
        **blank("plan"),
        "id": price["id"],
        "active": price["active"],
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "billing_scheme": price["billing_scheme"],
        "created": price["created"],
        "currency": price["currency"],
        "interval": recurring["interval"],
        "interval_count": recurring["interval_count"],
        "metadata": {},
        "nickname": price["nickname"],
        "product": price["product"],
        "usage_type": recurring["usage_type"],
    }
