"""Payment methods: the cards that customers have."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.card_tokens import (
    attach_untried,
    named_card,
)
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


def attach(world: World, asked: Asked) -> Json:
    """Give a customer a card, named by its token."""
    params = asked.only("customer")
    card = named_card(world, asked.id)
    customer = world.find("customer", params.get("customer", ""), "customer")
    return attach_untried(world, customer["id"], card)


OPERATIONS = [
    Operation(
        "GET", "/v1/payment_methods/{id}", "PaymentMethodRetrieveParams", retrieve
    ),
    Operation(
        "POST",
        "/v1/payment_methods/{id}/attach",
        "PaymentMethodAttachParams",
        attach,
    ),
    Operation(
        "GET",
        "/v1/customers/{id}/payment_methods",
        "CustomerPaymentMethodListParams",
        list_,
    ),
]
