"""Changing a subscription that runs."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.debts import UPDATED, pay_debts
from asystec_web.simulators.stripe.billing.endings import ENDED, cancel_at_period_end
from asystec_web.simulators.stripe.billing.items import (
    begin_period,
    item_list,
    new_item,
    period_end,
    reprice,
)
from asystec_web.simulators.stripe.billing.renewals import renewed
from asystec_web.simulators.stripe.protocol.operation import Asked
from asystec_web.simulators.stripe.protocol.refusals import (
    refuse,
    refuse_missing,
    refuse_unsupported,
)
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.resources.line_items import price_of
from asystec_web.simulators.stripe.world.world import World

_AS_GIVEN = (
    "cancellation_details",
    "default_payment_method",
    "description",
    "metadata",
    "trial_settings",
)
_AFTER_THE_END = {"cancellation_details", "metadata", "expand"}


def update(world: World, asked: Asked) -> Json:
    """Change a subscription: its end, its items, its card, its metadata.

    Prorations are not computed: a new price counts from the next period, or from
    now when its interval is another one.
    """
    subscription = world.find("subscription", asked.id)
    params = asked.only(
        "cancel_at",
        "cancel_at_period_end",
        "items",
        "proration_behavior",
        "trial_end",
        *_AS_GIVEN,
    )
    if subscription["status"] in ENDED and not params.keys() <= _AFTER_THE_END:
        message = (
            "A canceled subscription can only update its cancellation_details and "
            "metadata."
        )
        refuse(message)
    if method := params.get("default_payment_method"):
        world.find("payment_method", method, "default_payment_method")
    before = _rhythm(subscription)
    with world.changing(subscription, UPDATED):
        _change_items(world, subscription, params.get("items", []))
        write(
            subscription, {name: params[name] for name in _AS_GIVEN if name in params}
        )
        _change_end(world, subscription, params)
    if "trial_end" in params:
        _change_trial(world, subscription, params["trial_end"])
    elif _rhythm(subscription) != before and subscription["status"] != "trialing":
        subscription["billing_cycle_anchor"] = world.now
        renewed(world, subscription, world.now, "subscription_update")
    if method:
        pay_debts(world, subscription)
    return subscription


def _rhythm(subscription: Json) -> list[tuple[str, int]]:
    recurring = [each["price"]["recurring"] for each in subscription["items"]["data"]]
    return [(each["interval"], each["interval_count"]) for each in recurring]


def _change_items(world: World, subscription: Json, asked: list[Json]) -> None:
    items = {item["id"]: item for item in subscription["items"]["data"]}
    for place, change in enumerate(asked):
        param = f"items[{place}]"
        identifier = change.get("id")
        if identifier is not None and identifier not in items:
            kind = "subscription_item"
            refuse_missing(kind, identifier, f"{param}[id]")
        if change.get("deleted"):
            items.pop(identifier or "", None)
            continue
        if identifier is None:
            price = price_of(world, change, param)
            item = new_item(world, subscription, price, change.get("quantity", 1))
            item["current_period_start"] = world.now
            item["current_period_end"] = period_end(subscription)
            items[item["id"]] = item
            continue
        item = items[identifier]
        if "price" in change:
            reprice(item, price_of(world, change, param))
        item["quantity"] = change.get("quantity", item["quantity"])
    if not items:
        refuse("A subscription must have at least one item.", param="items")
    subscription["items"] = item_list(subscription["id"], items.values())


def _change_end(world: World, subscription: Json, params: Json) -> None:
    if "cancel_at_period_end" in params:
        wanted: bool = params["cancel_at_period_end"]
        if wanted != subscription["cancel_at_period_end"]:
            cancel_at_period_end(world, subscription, wanted=wanted)
    if "cancel_at" in params:
        when = params["cancel_at"]
        if when and not isinstance(when, int):
            refuse_unsupported(f"cancel_at={when}")
        subscription["cancel_at"] = world.told(when) if when else None
        subscription["canceled_at"] = world.now if when else None
        subscription["cancel_at_period_end"] = False


def _change_trial(world: World, subscription: Json, asked: int | str) -> None:
    if not isinstance(asked, int):
        subscription["trial_end"] = world.now
        subscription["billing_cycle_anchor"] = world.now
        renewed(world, subscription, world.now)
        return
    trial_end = world.told(asked)
    with world.changing(subscription, UPDATED):
        subscription["trial_end"] = subscription["billing_cycle_anchor"] = trial_end
        subscription["status"] = "trialing"
        subscription["trial_start"] = subscription["trial_start"] or world.now
        begin_period(subscription, world.now, trial_end)
