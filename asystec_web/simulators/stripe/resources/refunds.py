"""Refunds, which an operator makes."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.refunds import refund
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import refuse
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.world.world import World


def create(world: World, asked: Asked) -> Json:
    """Refund a charge, all of it or an amount."""
    params = asked.only("amount", "charge", "metadata", "payment_intent", "reason")
    fields: Json = {"metadata": {}, "reason": params.get("reason")}
    write(fields, {"metadata": params.get("metadata")})
    return refund(world, _charge(world, params), params.get("amount"), **fields)


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a refund."""
    return world.find("refund", asked.id)


def list_(world: World, asked: Asked) -> Json:
    """List refunds, by charge and payment intent."""
    names = ("charge", "payment_intent")
    return listed(asked, matching(world.all("refund"), asked.params, *names))


def _charge(world: World, params: Json) -> Json:
    if "charge" in params:
        return world.find("charge", params["charge"], "charge")
    if "payment_intent" not in params:
        message = (
            "One of the following params should be provided: payment_intent, charge."
        )
        refuse(message, code="parameter_missing")
    intent = world.find("payment_intent", params["payment_intent"], "payment_intent")
    if intent["latest_charge"] is None:
        message = "This PaymentIntent does not have a successful charge to refund."
        refuse(message, param="payment_intent")
    return world.find("charge", intent["latest_charge"])


OPERATIONS = [
    Operation("POST", "/v1/refunds", "RefundCreateParams", create),
    Operation("GET", "/v1/refunds", "RefundListParams", list_),
    Operation("GET", "/v1/refunds/{id}", "RefundRetrieveParams", retrieve),
]
