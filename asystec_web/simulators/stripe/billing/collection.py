"""Collecting what an invoice asks for, and what follows when it is not paid."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.world.world import World


def collect(world: World, invoice: Json, method: str | None) -> bool:
    """Charge an open invoice to a payment method; tell whether it paid.

    A card that fails later pays the first invoice: the page has checked it already.
    """
    first = invoice["billing_reason"] == "subscription_create"
    invoice["attempted"] = True
    invoice["attempt_count"] += 1
    declined = method is None or (world.unseen(method).get("fails") and not first)
    if invoice["amount_due"] and declined:
        invoice["next_payment_attempt"] = world.dunning.next_attempt(
            invoice["attempt_count"], world.now
        )
        world.emit("invoice.payment_failed", invoice)
        return False
    settle_invoice(world, invoice)
    return True


def settle_invoice(world: World, invoice: Json) -> None:
    """Mark an invoice as paid."""
    invoice["status"] = "paid"
    invoice["amount_paid"] = invoice["amount_due"]
    invoice["amount_remaining"] = 0
    invoice["next_payment_attempt"] = None
    invoice["status_transitions"]["paid_at"] = world.now
    world.emit("invoice.paid", invoice)
    world.emit("invoice.payment_succeeded", invoice)
