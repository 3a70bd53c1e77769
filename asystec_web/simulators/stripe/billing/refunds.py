"""Giving money back."""

from typing import Any

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.refusals import refuse
from asystec_web.simulators.stripe.world.world import World


def refund(
    world: World,
    charge: Json,
    amount: int | None = None,
    **fields: Any,  # noqa: ANN401 # JSON
) -> Json:
    """Give back a charge, or a part of what is left of it.

    Raises:
        Refusal: It was not paid, is disputed, or has less left than that.
    """
    left = charge["amount_captured"] - charge["amount_refunded"]
    if not left:
        message = f"Charge {charge['id']} has already been refunded."
        refuse(message, code="charge_already_refunded")
    if charge["disputed"]:
        message = f"Charge {charge['id']} has been charged back."
        refuse(message, code="charge_disputed")
    given = left if amount is None else amount
    if not 0 < given <= left:
        message = f"Refund amount is not between 1 and the unrefunded amount {left}."
        refuse(message, param="amount")
    made = world.add(
        "refund",
        "re",
        amount=given,
        charge=charge["id"],
        currency=charge["currency"],
        customer=charge["customer"],
        metadata={},
        payment_intent=charge["payment_intent"],
        payment_method=charge["payment_method"],
        status="succeeded",
    )
    made.update(fields)
    with world.changing(charge, "charge.refunded"):
        charge["amount_refunded"] += given
        charge["refunded"] = given == left
    world.emit("refund.created", made)
    return made
