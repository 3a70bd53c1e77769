"""Test clocks: `test_helpers`, which Stripe too has in test mode only."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.test_clocks import (
    KIND,
    move,
    stop,
    test_clock,
)
from asystec_web.simulators.stripe.protocol.lists import listed
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.world.world import World


def create(world: World, asked: Asked) -> Json:
    """Create a clock."""
    params = asked.only("frozen_time", "name")
    return test_clock(world, world.told(params["frozen_time"]), params.get("name"))


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a clock."""
    return world.find(KIND, asked.id)


def list_(world: World, asked: Asked) -> Json:
    """List clocks."""
    asked.only("ending_before", "limit", "starting_after")
    return listed(asked, world.all(KIND))


def advance(world: World, asked: Asked) -> Json:
    """Advance a clock; that it has arrived is told by the next look at it."""
    clock = world.find(KIND, asked.id)
    before, target = clock["frozen_time"], asked.params["frozen_time"]
    move(world, clock, target)
    on_its_way = {"advancing": {"target_frozen_time": target}}
    return {
        **clock,
        "frozen_time": before,
        "status": "advancing",
        "status_details": on_its_way,
    }


def delete(world: World, asked: Asked) -> Json:
    """Delete a clock and all that lives by it."""
    return stop(world, world.find(KIND, asked.id))


_ALL = "/v1/test_helpers/test_clocks"
_ONE = "/v1/test_helpers/test_clocks/{id}"
_PARAMS = "test_helpers.TestClock"
OPERATIONS = [
    Operation("POST", _ALL, f"{_PARAMS}CreateParams", create),
    Operation("GET", _ALL, f"{_PARAMS}ListParams", list_),
    Operation("GET", _ONE, f"{_PARAMS}RetrieveParams", retrieve),
    Operation("DELETE", _ONE, f"{_PARAMS}DeleteParams", delete),
    Operation("POST", f"{_ONE}/advance", f"{_PARAMS}AdvanceParams", advance),
]
