"""What a subscription becomes later: `subscription_schedules`."""

from collections.abc import Iterable

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.changes import change
from asystec_web.simulators.stripe.billing.debts import UPDATED
from asystec_web.simulators.stripe.billing.endings import end
from asystec_web.simulators.stripe.billing.items import new_item, period_end, reprice
from asystec_web.simulators.stripe.billing.phases import phase_of
from asystec_web.simulators.stripe.billing.switching import Terms
from asystec_web.simulators.stripe.world.world import World

_EVENT = "subscription_schedule."


def schedule(world: World, subscription: Json) -> Json:
    """Put a subscription under a schedule, whose only phase is what it is now."""
    items = subscription["items"]["data"]
    begins = min(item["current_period_start"] for item in items)
    phase = phase_of(items, begins, period_end(subscription))
    made = world.add(
        "subscription_schedule",
        "sub_sched",
        billing_mode=dict(subscription["billing_mode"]),
        current_phase=_bounds(phase),
        customer=subscription["customer"],
        end_behavior="release",
        metadata={},
        phases=[phase],
        status="active",
        subscription=subscription["id"],
        test_clock=subscription["test_clock"],
    )
    made["default_settings"].update(
        billing_cycle_anchor="automatic",
        collection_method=subscription["collection_method"],
        invoice_settings={"issuer": {"type": "self"}},
    )
    world.emit(f"{_EVENT}created", made)
    with world.changing(subscription, UPDATED):
        subscription["schedule"] = made["id"]
    return made


def downgrade(world: World, subscription: Json, price: Json, quantity: int) -> Json:
    """Let a subscription charge another price from its next period on."""
    made = schedule(world, subscription)
    begins = made["phases"][0]["end_date"]
    item = {"price": price, "quantity": quantity}
    with world.changing(made, f"{_EVENT}updated"):
        made["phases"].append(phase_of([item], begins))
    return made


def turn(world: World, made: Json) -> None:
    """Let the current phase end: the next one begins, or the schedule is over."""
    ends = made["current_phase"]["end_date"]
    following = [each for each in made["phases"] if each["start_date"] >= ends]
    if not following:
        _finish(world, made)
        return
    phase = following[0]
    subscription = world.find("subscription", made["subscription"])
    items = list(_items(world, subscription, phase["items"]))
    terms = Terms(world.now, phase["proration_behavior"])
    change(world, subscription, items, terms, "allow_incomplete")
    if made["status"] == "active":
        with world.changing(made, f"{_EVENT}updated"):
            made["current_phase"] = _bounds(phase)


def release(world: World, made: Json) -> None:
    """Let the subscription go on as it is, without the schedule."""
    subscription = world.find("subscription", made["subscription"])
    with world.changing(made, f"{_EVENT}released"):
        made.update(status="released", released_at=world.now, current_phase=None)
        made.update(released_subscription=made["subscription"], subscription=None)
    with world.changing(subscription, UPDATED):
        subscription["schedule"] = None


def _finish(world: World, made: Json) -> None:
    if made["end_behavior"] == "release":
        release(world, made)
        return
    with world.changing(made, f"{_EVENT}completed"):
        made.update(status="completed", completed_at=world.now, current_phase=None)
    subscription = world.find("subscription", made["subscription"])
    subscription["schedule"] = None
    end(world, subscription)


def _items(world: World, subscription: Json, wanted: list[Json]) -> Iterable[Json]:
    """Build a phase's items, over those the subscription has as far as they go."""
    before = subscription["items"]["data"]
    for place, each in enumerate(wanted):
        price = world.find("price", each["price"])
        if place < len(before):
            item = dict(before[place])
            reprice(item, price)
        else:
            item = new_item(world, subscription, price, each["quantity"])
            item["current_period_start"] = world.now
            item["current_period_end"] = period_end(subscription)
        item["quantity"] = each["quantity"]
        yield item


def _bounds(phase: Json) -> Json:
    return {"start_date": phase["start_date"], "end_date": phase["end_date"]}
