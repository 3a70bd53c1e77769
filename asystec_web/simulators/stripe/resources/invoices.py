"""Invoices, to be read."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.invoices import of_subscription
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
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


OPERATIONS = [
    Operation("GET", "/v1/invoices", "InvoiceListParams", list_),
    Operation("GET", "/v1/invoices/{id}", "InvoiceRetrieveParams", retrieve),
]
