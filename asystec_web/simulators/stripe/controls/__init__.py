"""The control endpoints that only this simulator has."""

from starlette.routing import Route

from asystec_web.simulators.stripe.controls.clock import clock_routes
from asystec_web.simulators.stripe.controls.events import event_routes
from asystec_web.simulators.stripe.controls.faults import fault_routes
from asystec_web.simulators.stripe.controls.money import money_routes
from asystec_web.simulators.stripe.webhooks.endpoints import Endpoints
from asystec_web.simulators.stripe.world.worlds import Worlds


def all_control_routes(worlds: Worlds, endpoints: Endpoints) -> list[Route]:
    """Build the endpoints."""
    return [
        *clock_routes(worlds),
        *event_routes(worlds, endpoints),
        *fault_routes(worlds),
        *money_routes(worlds),
    ]
