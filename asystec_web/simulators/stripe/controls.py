"""The control endpoints that only this simulator has."""

from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.clock import advance
from asystec_web.simulators.stripe.protocol.keys import is_test_key, label
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.schema.blanks import blank
from asystec_web.simulators.stripe.webhooks.deliveries import Mode
from asystec_web.simulators.stripe.webhooks.delivery import Target
from asystec_web.simulators.stripe.webhooks.endpoints import Endpoints
from asystec_web.simulators.stripe.world.world import random_text
from asystec_web.simulators.stripe.world.worlds import Worlds

# Ten years: farther than any test needs, near enough to end.
FARTHEST_S = 10 * 366 * 86_400


def _test_key(key: str) -> str:
    if not is_test_key(key):
        message = "not a test key"
        raise ValueError(message)
    return key


Key = Annotated[str, AfterValidator(_test_key)]


class _Order(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class WebhookOrder(_Order):
    """Where events go: of one key's world, or of every other one."""

    url: Annotated[str, Field(pattern=r"^https?://[^\s/]+")]
    secret: Annotated[str, Field(min_length=1)]
    key: Key | None = None


class DeliveriesOrder(_Order):
    """How events are delivered from now on."""

    mode: Mode = "normal"
    delay: Annotated[float, Field(ge=0, le=120)] = 0


class ReleaseOrder(_Order):
    """Send what was held, in another order or several times if wished."""

    shuffle: bool = False
    copies: Annotated[int, Field(ge=1, le=10)] = 1


class AdvanceOrder(_Order):
    """Move the clock of one key's world, or of all."""

    seconds: Annotated[int, Field(ge=0, le=FARTHEST_S)]
    key: Key | None = None


class EmitOrder(_Order):
    """Emit an event; what its object leaves out is blank."""

    key: Key
    type: str
    object: Json


class BreakOrder(_Order):
    """Let the next POSTs to a path fail inside, and be remembered as failed."""

    path: str
    times: Annotated[int, Field(ge=1, le=100)] = 1


class LatencyOrder(_Order):
    """Let every POST take this long, so that two of them overlap."""

    seconds: Annotated[float, Field(ge=0, le=60)]


Order = TypeVar("Order", bound=_Order)


def control_routes(worlds: Worlds, endpoints: Endpoints) -> list[Route]:
    """Build the endpoints."""
    deliveries = endpoints.deliveries

    def set_webhook(order: WebhookOrder) -> Json:
        target = Target(order.url, order.secret)
        if order.key is None:
            endpoints.default = target
        else:
            endpoints.by_world[label(order.key)] = target
        return {"url": order.url}

    def set_deliveries(order: DeliveriesOrder) -> Json:
        deliveries.mode, deliveries.delay = order.mode, order.delay
        return order.model_dump()

    def release(order: ReleaseOrder) -> Json:
        return {"released": deliveries.release(**order.model_dump())}

    def move_clock(order: AdvanceOrder) -> Json:
        moved = worlds.all() if order.key is None else [worlds.of(order.key)]
        for world in moved:
            advance(world, order.seconds)
        return {"now": {world.label: world.now for world in moved}}

    def emit(order: EmitOrder) -> Json:
        thing = blank(str(order.object.get("object", "")))
        thing["id"] = f"{thing['object'][:2]}_{random_text(24)}"
        write(thing, order.object)
        world = worlds.of(order.key)
        return {"id": world.emit(order.type, thing)["id"]}

    def break_(order: BreakOrder) -> Json:
        worlds.broken += [order.path] * order.times
        return {"broken": len(worlds.broken)}

    def slow_down(order: LatencyOrder) -> Json:
        worlds.latency = order.seconds
        return order.model_dump()

    return [
        _route("webhook", WebhookOrder, set_webhook),
        _route("deliveries", DeliveriesOrder, set_deliveries),
        _route("release", ReleaseOrder, release),
        _route("advance", AdvanceOrder, move_clock),
        _route("emit", EmitOrder, emit),
        _route("break", BreakOrder, break_),
        _route("latency", LatencyOrder, slow_down),
    ]


def _route(name: str, kind: type[Order], carry_out: Callable[[Order], Json]) -> Route:
    async def obey(request: Request) -> JSONResponse:
        try:
            order = kind.model_validate_json(await request.body() or b"{}")
            return JSONResponse(carry_out(order))
        except ValidationError as wrong:
            return JSONResponse({"error": str(wrong)}, 422)
        except LookupError as unknown:
            return JSONResponse({"error": str(unknown)}, 422)

    answer: Callable[[Request], Awaitable[JSONResponse]] = obey
    return Route(f"/_control/{name}", answer, methods=["POST"])
