"""Changes that wait until they are paid: `pending_update`."""

from copy import deepcopy

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.collection import collect, refusal
from asystec_web.simulators.stripe.billing.drafts import draft
from asystec_web.simulators.stripe.billing.invoices import (
    bill,
    finalize,
    void,
    waiting_lines,
)
from asystec_web.simulators.stripe.billing.switching import Terms, switch
from asystec_web.simulators.stripe.world.world import World

# https://docs.stripe.com/billing/subscriptions/pending-updates: 23 hours.
PATIENCE_S = 23 * 3600
_EVENT = "customer.subscription.pending_update"


def why_unpaid(
    world: World, subscription: Json, items: list[Json], terms: Terms, card: Json | None
) -> str:
    """Tell why the card would not pay a change; nothing when it would."""
    copy = deepcopy(subscription)
    cost = switch(world, copy, deepcopy(items), terms)
    if not cost.now:
        return ""
    owed = [*waiting_lines(world, subscription), *cost.now]
    invoice = draft(world, copy, "subscription_update", owed)
    return refusal(world, invoice, card) if invoice["amount_due"] else ""


def hold(
    world: World, subscription: Json, items: list[Json], terms: Terms, card: str | None
) -> None:
    """Invoice a change and keep it back until that invoice is paid."""
    cost = switch(world, deepcopy(subscription), deepcopy(items), terms)
    invoice = bill(world, subscription, "subscription_update", cost.now)
    finalize(world, subscription, invoice)
    subscription["pending_update"] = {
        "billing_cycle_anchor": None,
        "expires_at": world.now + PATIENCE_S,
        "subscription_items": items,
        "trial_end": None,
        "trial_from_plan": None,
    }
    world.unseen(subscription["id"])["held"] = (invoice["id"], terms.anew)
    collect(world, invoice, card)
    invoice["next_payment_attempt"] = None


def holds(world: World, subscription: Json, invoice: Json) -> bool:
    """Tell whether a change waits for an invoice."""
    held = world.unseen(subscription["id"]).get("held")
    return held is not None and held[0] == invoice["id"]


def apply(world: World, subscription: Json) -> None:
    """Make the change that was waited for: it has been paid."""
    _, anew = world.unseen(subscription["id"]).pop("held")
    items = subscription["pending_update"]["subscription_items"]
    switch(world, subscription, items, Terms(world.now, "none", anew=anew))
    subscription["pending_update"] = None
    world.emit(f"{_EVENT}_applied", subscription)


def let_go(world: World, subscription: Json) -> None:
    """Forget a change nobody paid in time."""
    invoice, _ = world.unseen(subscription["id"]).pop("held")
    subscription["pending_update"] = None
    void(world, world.find("invoice", invoice))
    world.emit(f"{_EVENT}_expired", subscription)
