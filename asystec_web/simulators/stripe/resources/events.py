"""Events: what happened, for those who missed the message."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.world.world import World


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve an event."""
    return world.find("event", asked.id)


def list_(world: World, asked: Asked) -> Json:
    """List events, by type or types."""
    events = matching(world.all("event"), asked.only(*_FILTERS), "type")
    if "types" in asked.params:
        events = [each for each in events if each["type"] in asked.params["types"]]
    return listed(asked, events)


_FILTERS = ("created", "ending_before", "limit", "starting_after", "type", "types")
OPERATIONS = [
    Operation("GET", "/v1/events", "EventListParams", list_),
    Operation("GET", "/v1/events/{id}", "EventRetrieveParams", retrieve),
]
