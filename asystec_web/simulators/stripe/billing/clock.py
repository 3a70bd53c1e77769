"""What is due, and letting time pass."""

from collections.abc import Callable, Iterator
from functools import partial

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing import held
from asystec_web.simulators.stripe.billing.debts import retry
from asystec_web.simulators.stripe.billing.endings import end, give_up
from asystec_web.simulators.stripe.billing.items import period_end
from asystec_web.simulators.stripe.billing.periods import DAY_S
from asystec_web.simulators.stripe.billing.renewals import RUNNING, renew
from asystec_web.simulators.stripe.billing.schedules import turn
from asystec_web.simulators.stripe.billing.sessions import expire
from asystec_web.simulators.stripe.world.world import World

# Stripe says that a trial is about to end three days before.
NOTICE_S = 3 * DAY_S
# https://docs.stripe.com/billing/subscriptions/overview: an incomplete one expires.
FIRST_PAYMENT_S = 23 * 3600

Due = tuple[int, Callable[[], None]]


def settle(world: World) -> None:
    """Let everything happen that is due by now."""
    _run_until(world, world.now)


def advance(world: World, seconds: int) -> None:
    """Move the clock forward, through everything due on the way, in its order."""
    _run_until(world, world.now + seconds)
    world.offset += seconds


def _run_until(world: World, moment: int) -> None:
    while True:
        first = min(_due(world), key=lambda due: due[0], default=None)
        if first is None or first[0] > moment:
            return
        with world.at(first[0]):
            first[1]()


def _due(world: World) -> Iterator[Due]:
    for session in world.all("checkout.session"):
        if session["status"] == "open":
            yield session["expires_at"], partial(expire, world, session)
    for invoice in world.all("invoice"):
        if invoice["status"] == "open" and invoice["next_payment_attempt"] is not None:
            yield invoice["next_payment_attempt"], partial(retry, world, invoice)
    # Before the subscriptions: what a phase changes is what the next period charges.
    for schedule in world.all("subscription_schedule"):
        if schedule["status"] == "active":
            ends = schedule["current_phase"]["end_date"]
            yield ends, partial(turn, world, schedule)
    for subscription in world.all("subscription"):
        if subscription["status"] == "incomplete":
            patience = subscription["start_date"] + FIRST_PAYMENT_S
            yield patience, partial(give_up, world, subscription)
        if subscription["status"] in RUNNING:
            yield from _due_of(world, subscription)


def _due_of(world: World, subscription: Json) -> Iterator[Due]:
    ends = period_end(subscription)
    yield ends, partial(renew, world, subscription)
    if subscription["pending_update"] is not None:
        patience = subscription["pending_update"]["expires_at"]
        yield patience, partial(held.let_go, world, subscription)
    cancel_at = subscription["cancel_at"]
    if cancel_at is not None and cancel_at < ends:
        yield cancel_at, partial(end, world, subscription)
    told = world.unseen(subscription["id"]).get("trial_end_told")
    if subscription["status"] == "trialing" and not told:
        notice = max(subscription["trial_end"] - NOTICE_S, subscription["trial_start"])
        yield notice, partial(_tell_trial_end, world, subscription)


def _tell_trial_end(world: World, subscription: Json) -> None:
    world.unseen(subscription["id"])["trial_end_told"] = True
    world.emit("customer.subscription.trial_will_end", subscription)
