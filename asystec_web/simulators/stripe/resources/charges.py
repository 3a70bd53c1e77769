"""Charges, payment intents and what ties them to invoices, to be read."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.payments import payments_of
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.world.world import World


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a charge."""
    return world.find("charge", asked.id)


def list_(world: World, asked: Asked) -> Json:
    """List charges, by customer and payment intent."""
    names = ("customer", "payment_intent")
    return listed(asked, matching(world.all("charge"), asked.params, *names))


def retrieve_intent(world: World, asked: Asked) -> Json:
    """Retrieve a payment intent."""
    return world.find("payment_intent", asked.id)


def list_intents(world: World, asked: Asked) -> Json:
    """List payment intents, by customer."""
    return listed(
        asked, matching(world.all("payment_intent"), asked.params, "customer")
    )


def list_payments(world: World, asked: Asked) -> Json:
    """List payments of invoices, by invoice, payment intent and status."""
    found = matching(world.all("invoice_payment"), asked.params, "invoice", "status")
    wanted: Json = asked.params.get("payment", {})
    return listed(
        asked, [each for each in found if wanted.items() <= each["payment"].items()]
    )


def payments(world: World, invoice: Json) -> Json:
    """Tell an invoice's payments, where they are expanded."""
    return listed(Asked("/v1/invoice_payments"), payments_of(world, invoice))


OPERATIONS = [
    Operation("GET", "/v1/charges", "ChargeListParams", list_),
    Operation("GET", "/v1/charges/{id}", "ChargeRetrieveParams", retrieve),
    Operation("GET", "/v1/payment_intents", "PaymentIntentListParams", list_intents),
    Operation(
        "GET",
        "/v1/payment_intents/{id}",
        "PaymentIntentRetrieveParams",
        retrieve_intent,
    ),
    Operation("GET", "/v1/invoice_payments", "InvoicePaymentListParams", list_payments),
]
