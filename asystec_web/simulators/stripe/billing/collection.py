"""Collecting what an invoice asks for, and what follows when it is not paid."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.disputes import dispute
from asystec_web.simulators.stripe.billing.payments import (
    AUTHENTICATION,
    DECLINED,
    charge,
    decline,
    payments_of,
)
from asystec_web.simulators.stripe.world.world import World


def collect(world: World, invoice: Json, method: str | None) -> bool:
    """Charge an open invoice to a payment method; tell whether it paid."""
    invoice["attempted"] = True
    invoice["attempt_count"] += 1
    if not invoice["amount_due"]:
        settle_invoice(world, invoice)
        return True
    card = None if method is None else world.find("payment_method", method)
    why = refusal(world, invoice, card)
    if card is not None and not why:
        taken = charge(world, invoice, card)
        settle_invoice(world, invoice)
        if world.unseen(card["id"]).get("disputed"):
            dispute(world, taken, "fraudulent")
        return True
    if card is not None:
        decline(world, invoice, card, why)
    invoice["next_payment_attempt"] = world.dunning.next_attempt(
        invoice["attempt_count"], world.now
    )
    if why == AUTHENTICATION:
        world.emit("invoice.payment_action_required", invoice)
    world.emit("invoice.payment_failed", invoice)
    return False


def refusal(world: World, invoice: Json, card: Json | None) -> str:
    """Tell why a card would not pay an invoice; nothing when it would.

    A card that fails later pays the first invoice on the payment page.
    """
    if card is None:
        return DECLINED
    hidden = world.unseen(card["id"])
    first = invoice["billing_reason"] == "subscription_create"
    return "" if first and not hidden.get("untried") else hidden["fails"]


def settle_invoice(world: World, invoice: Json) -> None:
    """Mark an invoice as paid."""
    invoice["status"] = "paid"
    invoice["amount_paid"] = invoice["amount_due"]
    invoice["amount_remaining"] = 0
    invoice["next_payment_attempt"] = None
    invoice["status_transitions"]["paid_at"] = world.now
    world.emit("invoice.paid", invoice)
    world.emit("invoice.payment_succeeded", invoice)
    for link in payments_of(world, invoice):
        world.emit("invoice_payment.paid", link)
