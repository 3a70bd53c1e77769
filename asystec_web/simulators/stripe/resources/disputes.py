"""Disputes, to be read and to be accepted."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing import disputes
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.world.world import World


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a dispute."""
    return world.find("dispute", asked.id)


def list_(world: World, asked: Asked) -> Json:
    """List disputes, by charge and payment intent."""
    names = ("charge", "payment_intent")
    return listed(asked, matching(world.all("dispute"), asked.params, *names))


def accept(world: World, asked: Asked) -> Json:
    """Give a dispute up: it is lost."""
    found = world.find("dispute", asked.id)
    disputes.close(world, found, won=False)
    return found


OPERATIONS = [
    Operation("GET", "/v1/disputes", "DisputeListParams", list_),
    Operation("GET", "/v1/disputes/{id}", "DisputeRetrieveParams", retrieve),
    Operation("POST", "/v1/disputes/{id}/close", "DisputeCloseParams", accept),
]
