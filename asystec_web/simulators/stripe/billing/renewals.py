"""What happens when a period ends, and when a pause does."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.debts import (
    UPDATED,
    attempt,
    payment_method_of,
)
from asystec_web.simulators.stripe.billing.endings import end
from asystec_web.simulators.stripe.billing.invoices import bill, finalize
from asystec_web.simulators.stripe.billing.items import begin_period, period_end
from asystec_web.simulators.stripe.world.world import World

RUNNING = frozenset({"active", "trialing", "past_due", "unpaid"})


def renew(world: World, subscription: Json) -> None:
    """End the current period: another begins, or the subscription ends."""
    method = payment_method_of(world, subscription)
    cancel_at = subscription["cancel_at"]
    if cancel_at is not None and cancel_at <= period_end(subscription):
        end(world, subscription)
    elif subscription["status"] == "trialing" and method is None:
        _end_trial_without_card(world, subscription)
    else:
        renewed(world, subscription, period_end(subscription))


def renewed(
    world: World,
    subscription: Json,
    start_: int,
    reason: str = "subscription_cycle",
) -> None:
    """Begin a period at a moment, bill it and collect it.

    What was given up as unpaid is billed on paper only, until a debt is paid.
    """
    with world.changing(subscription, UPDATED):
        begin_period(subscription, start_)
        if subscription["status"] not in {"past_due", "unpaid"}:
            subscription["status"] = "active"
        invoice = bill(world, subscription, reason)
        if subscription["status"] == "unpaid":
            return
        finalize(world, subscription, invoice)
    attempt(world, subscription, invoice)


def resume(world: World, subscription: Json, *, anew: bool = True) -> None:
    """Let a paused subscription go on: its first period is billed at once."""
    if anew:
        subscription["billing_cycle_anchor"] = world.now
    with world.changing(subscription, UPDATED):
        subscription["status"] = "active"
    world.emit("customer.subscription.resumed", subscription)
    if anew or period_end(subscription) <= world.now:
        renewed(world, subscription, world.now)


def _end_trial_without_card(world: World, subscription: Json) -> None:
    settings = subscription["trial_settings"]["end_behavior"]
    match settings["missing_payment_method"]:
        case "cancel":
            end(world, subscription)
        case "pause":
            with world.changing(subscription, "customer.subscription.paused"):
                subscription["status"] = "paused"
        case _:
            renewed(world, subscription, period_end(subscription))
