"""Orders that let the API fail inside, or be slow."""

from typing import Annotated

from pydantic import Field
from starlette.routing import Route

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.controls.order import Order, order_route
from asystec_web.simulators.stripe.world.worlds import Worlds


class BreakOrder(Order):
    """Let the next POSTs to a path fail inside, and be remembered as failed."""

    path: str
    times: Annotated[int, Field(ge=1, le=100)] = 1


class LatencyOrder(Order):
    """Let every POST take this long, so that two of them overlap."""

    seconds: Annotated[float, Field(ge=0, le=60)]


def fault_routes(worlds: Worlds) -> list[Route]:
    """Build the endpoints."""

    def break_(order: BreakOrder) -> Json:
        worlds.broken += [order.path] * order.times
        return {"broken": len(worlds.broken)}

    def slow_down(order: LatencyOrder) -> Json:
        worlds.latency = order.seconds
        return order.model_dump()

    return [
        order_route("break", BreakOrder, break_),
        order_route("latency", LatencyOrder, slow_down),
    ]
