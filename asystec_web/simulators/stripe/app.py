"""The simulator as one ASGI application."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.types import ASGIApp

from asystec_web.simulators import control
from asystec_web.simulators.control import Json, Moods
from asystec_web.simulators.stripe.controls import all_control_routes
from asystec_web.simulators.stripe.pages.home import home_routes
from asystec_web.simulators.stripe.pages.invoice import invoice_routes
from asystec_web.simulators.stripe.pages.pay import pay_routes
from asystec_web.simulators.stripe.pages.portal import portal_routes
from asystec_web.simulators.stripe.protocol.api import api_routes
from asystec_web.simulators.stripe.resources import ON_DEMAND, OPERATIONS
from asystec_web.simulators.stripe.webhooks.deliveries import Deliveries
from asystec_web.simulators.stripe.webhooks.delivery import Target
from asystec_web.simulators.stripe.webhooks.endpoints import Endpoints
from asystec_web.simulators.stripe.world.memory import recall, remember
from asystec_web.simulators.stripe.world.worlds import Worlds

_SOLD = frozenset({"product", "price"})
_COUNTED = (
    "product",
    "price",
    "customer",
    "checkout.session",
    "subscription",
    "invoice",
    "charge",
    "refund",
    "dispute",
    "event",
    "webhook_endpoint",
)


def stripe_app(
    public_url: str = "http://localhost:8452",
    *,
    webhook_url: str = "",
    webhook_secret: str = "",
    retry_pauses: tuple[float, ...] = (0.5, 2, 5),
    memory: Path | None = None,
) -> ASGIApp:
    """Build a Stripe with nothing in it yet.

    Args:
        public_url: Where people's browsers reach it; session addresses begin so.
        webhook_url: Where the events of every world go from the start.
        webhook_secret: What they are signed with.
        retry_pauses: Seconds before each further attempt at a refused delivery.
        memory: A file that keeps everything from one run to the next. What is sold
            then survives a reset as well.
    """
    public_url = public_url.rstrip("/")
    first = Target(webhook_url, webhook_secret) if webhook_url else None
    endpoints = Endpoints(Deliveries(retry_pauses), first)
    worlds = Worlds(
        public_url, endpoints.publish, keeps=_SOLD if memory else frozenset()
    )

    def reset() -> None:
        worlds.clear()
        endpoints.clear()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        if memory:
            recall(worlds, memory)
        yield
        if memory:
            remember(worlds, memory)
        await endpoints.deliveries.stop()

    moods = Moods(
        Starlette(
            routes=[
                *home_routes(public_url, worlds),
                *pay_routes(worlds),
                *portal_routes(worlds),
                *invoice_routes(worlds),
                *control.control_routes(
                    lambda: moods, reset, lambda: _state(worlds, endpoints)
                ),
                *all_control_routes(worlds, endpoints),
                *api_routes(worlds, OPERATIONS, ON_DEMAND),
            ],
            lifespan=lifespan,
        )
    )
    return moods


def _state(worlds: Worlds, endpoints: Endpoints) -> Json:
    """Tell what is in every world, without keys or secrets."""
    deliveries = endpoints.deliveries
    return {
        "delivery_mode": deliveries.mode,
        "webhook": endpoints.default.url if endpoints.default else None,
        "worlds": [
            {
                "world": world.label,
                "now": world.now,
                **{name: len(world.all(name)) for name in _COUNTED},
                "deliveries": deliveries.count(world.label),
            }
            for world in worlds.all()
        ],
    }
