"""Orders about time, and about what it does to those who do not pay."""

from typing import Annotated, Literal

from pydantic import Field
from starlette.routing import Route

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.clock import advance
from asystec_web.simulators.stripe.billing.dunning import Dunning
from asystec_web.simulators.stripe.controls.order import Key, Order, order_route
from asystec_web.simulators.stripe.world.world import World
from asystec_web.simulators.stripe.world.worlds import Worlds

# Ten years: farther than any test needs, near enough to end.
FARTHEST_S = 10 * 366 * 86_400

_Days = Annotated[int, Field(ge=1, le=60)]


class AdvanceOrder(Order):
    """Move the clock of one key's world, or of all."""

    seconds: Annotated[int, Field(ge=0, le=FARTHEST_S)]
    key: Key | None = None


class DunningOrder(Order):
    """Say when failed renewals are tried again, and what follows when all fail."""

    days: Annotated[tuple[_Days, ...], Field(max_length=8)] = (3, 5, 7)
    after: Literal["cancel", "unpaid", "past_due"] = "cancel"
    key: Key | None = None


def clock_routes(worlds: Worlds) -> list[Route]:
    """Build the endpoints."""

    def move(order: AdvanceOrder) -> Json:
        moved = _meant(worlds, order.key)
        for world in moved:
            advance(world, order.seconds)
        return {"now": {world.label: world.now for world in moved}}

    def set_dunning(order: DunningOrder) -> Json:
        for world in _meant(worlds, order.key):
            world.dunning = Dunning(order.days, order.after)
        return order.model_dump(exclude={"key"})

    return [
        order_route("advance", AdvanceOrder, move),
        order_route("dunning", DunningOrder, set_dunning),
    ]


def _meant(worlds: Worlds, key: str | None) -> list[World]:
    return list(worlds.all()) if key is None else [worlds.of(key)]
