"""Changing what a subscription consists of, and charging it."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing import held
from asystec_web.simulators.stripe.billing.debts import (
    UPDATED,
    attempt,
    payment_method_of,
)
from asystec_web.simulators.stripe.billing.invoices import bill, finalize, let_wait
from asystec_web.simulators.stripe.billing.switching import Terms, switch
from asystec_web.simulators.stripe.protocol.refusals import refuse
from asystec_web.simulators.stripe.world.world import World


def change(
    world: World, subscription: Json, items: list[Json], terms: Terms, if_unpaid: str
) -> None:
    """Give a subscription other items and charge the difference.

    Args:
        world: Where it runs.
        subscription: What is changed.
        items: What it consists of from now on.
        terms: How the change is charged.
        if_unpaid: Stripe's `payment_behavior`: what happens when the card says no.

    Raises:
        Refusal: The card would say no, and nothing is to change then.
    """
    method = payment_method_of(world, subscription)
    card = world.find("payment_method", method) if method else None
    why = held.why_unpaid(world, subscription, items, terms, card)
    if why and if_unpaid == "error_if_incomplete":
        refuse("Your card was declined.", status=402, kind="card_error", code=why)
    if why and if_unpaid == "pending_if_incomplete":
        with world.changing(subscription, UPDATED):
            held.hold(world, subscription, items, terms, method)
        return
    with world.changing(subscription, UPDATED):
        cost = switch(world, subscription, items, terms)
        let_wait(world, subscription, cost.later)
        if not cost.now:
            return
        invoice = bill(world, subscription, "subscription_update", cost.now)
        finalize(world, subscription, invoice)
    attempt(world, subscription, invoice)
