"""The plans a customer may change to in the portal, and what each costs."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.changes import change
from asystec_web.simulators.stripe.billing.drafts import draft
from asystec_web.simulators.stripe.billing.invoices import waiting_lines
from asystec_web.simulators.stripe.billing.items import reprice
from asystec_web.simulators.stripe.billing.schedules import downgrade
from asystec_web.simulators.stripe.billing.switching import Terms, switch
from asystec_web.simulators.stripe.world.world import World

_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Offer:
    """A price to change to.

    Attributes:
        later: It counts from the next period on.
        due: What is charged at once.
    """

    price: Json
    later: bool
    due: int


def offers(world: World, subscription: Json, allowed: Json) -> Iterator[Offer]:
    """List the other prices that a portal's configuration lets a customer choose."""
    if not allowed["enabled"] or "price" not in allowed["default_allowed_updates"]:
        return
    [now, *more] = subscription["items"]["data"]
    if more or subscription["schedule"]:
        return
    for product in allowed["products"] or []:
        for identifier in product["prices"]:
            price = world.find("price", identifier)
            if price["active"] and price["id"] != now["price"]["id"]:
                yield _offer(world, subscription, price, allowed)


def take(world: World, subscription: Json, offer: Offer, allowed: Json) -> None:
    """Change to another price, now or with the next period.

    Raises:
        Refusal: The card would not pay what is due at once.
    """
    [item] = subscription["items"]["data"]
    if offer.later:
        downgrade(world, subscription, offer.price, item["quantity"])
        return
    items = _repriced(subscription, offer.price)
    terms = Terms(world.now, allowed["proration_behavior"])
    change(world, subscription, items, terms, "error_if_incomplete")


def _offer(world: World, subscription: Json, price: Json, allowed: Json) -> Offer:
    conditions = {
        each["type"] for each in allowed["schedule_at_period_end"]["conditions"]
    }
    trial = subscription["status"] in {"trialing", "paused"}
    if not trial and conditions & _reasons_to_wait(subscription, price):
        return Offer(price, later=True, due=0)
    copy = deepcopy(subscription)
    terms = Terms(world.now, allowed["proration_behavior"])
    cost = switch(world, copy, _repriced(copy, price), terms)
    if not cost.now:
        return Offer(price, later=False, due=0)
    owed = [*waiting_lines(world, subscription), *cost.now]
    due = draft(world, copy, "upcoming", owed)["amount_due"]
    return Offer(price, later=False, due=due)


def _reasons_to_wait(subscription: Json, price: Json) -> set[str]:
    before = subscription["items"]["data"][0]["price"]
    return {
        *(["decreasing_item_amount"] if _amount(price) < _amount(before) else []),
        *(["shortening_interval"] if _days(price) < _days(before) else []),
    }


def _repriced(subscription: Json, price: Json) -> list[Json]:
    item = dict(subscription["items"]["data"][0])
    reprice(item, price)
    return [item]


def _amount(price: Json) -> int:
    return int(price["unit_amount"])


def _days(price: Json) -> int:
    recurring = price["recurring"]
    return int(_LENGTHS[recurring["interval"]] * recurring["interval_count"])
