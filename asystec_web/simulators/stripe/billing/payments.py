"""What a card was asked and what it answered: intents and charges of an invoice.

An invoice leads to its charge through `invoice_payments` and the payment intent: the
library knows no other way since charges lost their `invoice`.
"""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.world.world import World

DECLINED = "card_declined"
AUTHENTICATION = "authentication_required"
MESSAGES = {
    DECLINED: "Your card was declined.",
    AUTHENTICATION: "This payment requires authentication.",
}


def charge(world: World, invoice: Json, method: Json) -> Json:
    """Take what an invoice asks for from a card; gives the charge."""
    intent = _intent(world, invoice)
    taken = _charge(world, invoice, intent, method)
    taken.update(amount_captured=taken["amount"], captured=True, paid=True)
    taken["status"] = "succeeded"
    intent.update(status="succeeded", amount_received=intent["amount"])
    world.emit("charge.succeeded", taken)
    world.emit("payment_intent.succeeded", intent)
    [link] = payments_of(world, invoice)
    link.update(status="paid", amount_paid=taken["amount"])
    link["status_transitions"]["paid_at"] = world.now
    return taken


def decline(world: World, invoice: Json, method: Json, why: str) -> None:
    """Ask a card that says no, or that wants its owner to confirm."""
    intent = _intent(world, invoice)
    if why == AUTHENTICATION:
        intent["status"] = "requires_action"
        world.emit("payment_intent.requires_action", intent)
        return
    refused = _charge(world, invoice, intent, method)
    refused.update(status="failed", failure_code=why, failure_message=MESSAGES[why])
    intent["status"] = "requires_payment_method"
    world.emit("charge.failed", refused)
    world.emit("payment_intent.payment_failed", intent)


def payments_of(world: World, invoice: Json) -> list[Json]:
    """List what ties an invoice to its payment intent."""
    ties = world.all("invoice_payment")
    return [each for each in ties if each["invoice"] == invoice["id"]]


def latest_charge(world: World, customer: str) -> Json:
    """Find a customer's latest charge that succeeded.

    Raises:
        LookupError: There is none.
    """
    for each in reversed(world.all("charge")):
        if each["customer"] == customer and each["paid"]:
            return each
    message = f"{customer} has paid nothing"
    raise LookupError(message)


def _intent(world: World, invoice: Json) -> Json:
    """Return the invoice's payment intent, made on the first attempt."""
    for link in payments_of(world, invoice):
        return world.find("payment_intent", link["payment"]["payment_intent"])
    amount, currency = invoice["amount_due"], invoice["currency"]
    intent = world.add(
        "payment_intent",
        "pi",
        amount=amount,
        capture_method="automatic",
        confirmation_method="automatic",
        currency=currency,
        customer=invoice["customer"],
        description=f"Invoice {invoice['number']}",
        payment_method_types=["card"],
        setup_future_usage="off_session",
        status="requires_payment_method",
    )
    world.add(
        "invoice_payment",
        "inpay",
        amount_requested=amount,
        currency=currency,
        invoice=invoice["id"],
        is_default=True,
        payment={"type": "payment_intent", "payment_intent": intent["id"]},
        status="open",
    )
    return intent


def _charge(world: World, invoice: Json, intent: Json, method: Json) -> Json:
    card = {**method["card"], "network": method["card"]["brand"]}
    made = world.add(
        "charge",
        "ch",
        amount=invoice["amount_due"],
        billing_details=dict(method["billing_details"]),
        currency=invoice["currency"],
        customer=invoice["customer"],
        description=intent["description"],
        payment_intent=intent["id"],
        payment_method=method["id"],
        payment_method_details={"type": "card", "card": card},
        receipt_email=invoice["customer_email"],
        receipt_url=invoice["hosted_invoice_url"],
    )
    intent.update(latest_charge=made["id"], payment_method=method["id"])
    return made
