"""Payment methods: the cards that the pages have attached."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.world.world import World


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a payment method."""
    return world.find("payment_method", asked.id)


def list_(world: World, asked: Asked) -> Json:
    """List a customer's payment methods."""
    owner = {**asked.params, "customer": world.find("customer", asked.id)["id"]}
    return listed(
        asked, matching(world.all("payment_method"), owner, "customer", "type")
    )


OPERATIONS = [
    Operation(
        "GET", "/v1/payment_methods/{id}", "PaymentMethodRetrieveParams", retrieve
    ),
    Operation(
        "GET",
        "/v1/customers/{id}/payment_methods",
        "CustomerPaymentMethodListParams",
        list_,
    ),
]
