"""Orders about the events: where they go, how, and made-up ones."""

from typing import Annotated

from pydantic import Field
from starlette.routing import Route

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.controls.order import Key, Order, order_route
from asystec_web.simulators.stripe.protocol.keys import label
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.schema.blanks import blank
from asystec_web.simulators.stripe.webhooks.deliveries import Mode
from asystec_web.simulators.stripe.webhooks.delivery import Target
from asystec_web.simulators.stripe.webhooks.endpoints import Endpoints
from asystec_web.simulators.stripe.world.world import random_text
from asystec_web.simulators.stripe.world.worlds import Worlds


class WebhookOrder(Order):
    """Where events go: of one key's world, or of every other one."""

    url: Annotated[str, Field(pattern=r"^https?://[^\s/]+")]
    secret: Annotated[str, Field(min_length=1)]
    key: Key | None = None


class DeliveriesOrder(Order):
    """How events are delivered from now on."""

    mode: Mode = "normal"
    delay: Annotated[float, Field(ge=0, le=120)] = 0


class ReleaseOrder(Order):
    """Send what was held, in another order or several times if wished."""

    shuffle: bool = False
    copies: Annotated[int, Field(ge=1, le=10)] = 1


class EmitOrder(Order):
    """Emit an event about an object that exists, changed or not, or a made-up one.

    What a made-up object leaves out is blank.
    """

    key: Key
    type: str
    object: Json


def event_routes(worlds: Worlds, endpoints: Endpoints) -> list[Route]:
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

    def emit(order: EmitOrder) -> Json:
        world = worlds.of(order.key)
        known = world.named(str(order.object.get("id", "")))
        thing = blank(str(order.object.get("object", ""))) if known is None else known
        thing = dict(thing)
        if known is None:
            thing["id"] = f"{thing['object'][:2]}_{random_text(24)}"
        write(thing, order.object)
        return {"id": world.tell(order.type, {"object": thing})["id"]}

    return [
        order_route("webhook", WebhookOrder, set_webhook),
        order_route("deliveries", DeliveriesOrder, set_deliveries),
        order_route("release", ReleaseOrder, release),
        order_route("emit", EmitOrder, emit),
    ]
