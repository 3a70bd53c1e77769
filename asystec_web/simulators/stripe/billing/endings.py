"""How a subscription ends: at once, or with its period."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.invoices import (
    of_subscription,
    stop_collecting,
    void,
)
from asystec_web.simulators.stripe.billing.items import period_end
from asystec_web.simulators.stripe.world.world import World

DELETED = "customer.subscription.deleted"
ENDED = frozenset({"canceled", "incomplete_expired"})


def end(world: World, subscription: Json, reason: str | None = None) -> None:
    """Cancel a subscription at once; what it owes is collected no more."""
    if reason is not None:
        subscription["cancellation_details"]["reason"] = reason
    subscription["status"] = "canceled"
    subscription["ended_at"] = world.now
    subscription["canceled_at"] = subscription["canceled_at"] or world.now
    world.emit(DELETED, subscription)
    stop_collecting(world, subscription)
    if subscription["schedule"] is not None:
        schedule = world.find("subscription_schedule", subscription["schedule"])
        with world.changing(schedule, "subscription_schedule.canceled"):
            schedule.update(status="canceled", canceled_at=world.now)
            schedule["current_phase"] = None


def give_up(world: World, subscription: Json) -> None:
    """End a subscription whose first payment never came."""
    with world.changing(subscription, "customer.subscription.updated"):
        subscription["status"] = "incomplete_expired"
        subscription["ended_at"] = world.now
    for invoice in of_subscription(world, subscription["id"]):
        if invoice["status"] == "open":
            void(world, invoice)


def cancel_at_period_end(world: World, subscription: Json, *, wanted: bool) -> None:
    """Let a subscription end with its period, or let it go on after all."""
    subscription["cancel_at_period_end"] = wanted
    subscription["cancel_at"] = period_end(subscription) if wanted else None
    subscription["canceled_at"] = world.now if wanted else None
    subscription["cancellation_details"]["reason"] = (
        "cancellation_requested" if wanted else None
    )
