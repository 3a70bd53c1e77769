"""A cardholder's bank taking a charge back, until somebody wins."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.periods import DAY_S
from asystec_web.simulators.stripe.protocol.refusals import refuse
from asystec_web.simulators.stripe.world.world import World

# https://docs.stripe.com/disputes/how-disputes-work: usually 7 to 21 days to answer.
ANSWER_S = 7 * DAY_S
CLOSED = frozenset({"won", "lost", "warning_closed", "prevented"})


def dispute(world: World, charge: Json, reason: str) -> Json:
    """Open a dispute about a charge: the money is gone for now.

    Raises:
        Refusal: The charge was not paid, or is disputed already.
    """
    if charge["disputed"] or not charge["paid"]:
        message = f"Charge {charge['id']} cannot be disputed."
        refuse(message)
    card = charge["payment_method_details"]["card"]
    made = world.add(
        "dispute",
        "du",
        amount=charge["amount"] - charge["amount_refunded"],
        charge=charge["id"],
        currency=charge["currency"],
        metadata={},
        payment_intent=charge["payment_intent"],
        payment_method_details={
            "type": "card",
            "card": {
                "brand": card["brand"],
                "case_type": "chargeback",
                "network": card["network"],
            },
        },
        reason=reason,
        status="needs_response",
    )
    made["evidence_details"].update(
        due_by=world.now + ANSWER_S, submission_method="not_submitted"
    )
    charge["disputed"] = True
    world.emit("charge.dispute.created", made)
    world.emit("charge.dispute.funds_withdrawn", made)
    return made


def close(world: World, dispute_: Json, *, won: bool) -> None:
    """End a dispute: the money comes back, or it does not.

    Raises:
        Refusal: It is over already.
    """
    if dispute_["status"] in CLOSED:
        message = "This dispute is already closed"
        refuse(message, param="dispute")
    with world.changing(dispute_, "charge.dispute.closed"):
        dispute_["status"] = "won" if won else "lost"
    if won:
        world.emit("charge.dispute.funds_reinstated", dispute_)
