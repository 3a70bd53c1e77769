"""Invoices, to be read, paid and given up."""

from http import HTTPStatus

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.debts import attempt, payment_method_of
from asystec_web.simulators.stripe.billing.invoices import of_subscription
from asystec_web.simulators.stripe.billing.invoices import void as give_up
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import refuse
from asystec_web.simulators.stripe.resources.invoice_preview import preview
from asystec_web.simulators.stripe.world.world import World


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve an invoice."""
    return world.find("invoice", asked.id)


def list_(world: World, asked: Asked) -> Json:
    """List invoices, by customer, subscription and status."""
    subscription = asked.params.get("subscription")
    invoices = (
        of_subscription(world, subscription) if subscription else world.all("invoice")
    )
    names = ("customer", "status", "collection_method")
    return listed(asked, matching(invoices, asked.params, *names))


def pay(world: World, asked: Asked) -> Json:
    """Try to collect an open invoice now."""
    invoice = _open(world, asked)
    params = asked.only("payment_method")
    of = invoice["parent"]["subscription_details"]["subscription"]
    subscription = world.find("subscription", of)
    method = params.get("payment_method")
    if method is not None:
        world.find("payment_method", method, "payment_method")
    if method is None and payment_method_of(world, subscription) is None:
        message = "There is no `default_payment_method` set on this Customer."
        refuse(message, code="invoice_payment_intent_requires_action")
    attempt(world, subscription, invoice, method)
    if invoice["status"] != "paid":
        message = "Your card was declined."
        status = HTTPStatus.PAYMENT_REQUIRED
        refuse(message, status=status, kind="card_error", code="card_declined")
    return invoice


def void(world: World, asked: Asked) -> Json:
    """Give an open invoice up."""
    invoice = _open(world, asked)
    asked.only()
    give_up(world, invoice)
    return invoice


def _open(world: World, asked: Asked) -> Json:
    invoice = world.find("invoice", asked.id)
    if invoice["status"] != "open":
        message = f"Invoice is {invoice['status']}, not open."
        code = "invoice_not_editable"
        refuse(message, code=code)
    return invoice


_ONE = "/v1/invoices/{id}"
OPERATIONS = [
    Operation(
        "POST", "/v1/invoices/create_preview", "InvoiceCreatePreviewParams", preview
    ),
    Operation("GET", "/v1/invoices", "InvoiceListParams", list_),
    Operation("GET", _ONE, "InvoiceRetrieveParams", retrieve),
    Operation("POST", f"{_ONE}/pay", "InvoicePayParams", pay),
    Operation("POST", f"{_ONE}/void", "InvoiceVoidInvoiceParams", void),
]
