"""Hacienda as one web application: four services of three hosts on one port."""

import asyncio
import time
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from asystec_web.simulators.control import Moods, control_routes
from asystec_web.simulators.hacienda.identity import identity_routes
from asystec_web.simulators.hacienda.index import index_page
from asystec_web.simulators.hacienda.key_files import KEY_FILES, content
from asystec_web.simulators.hacienda.reception import reception_routes
from asystec_web.simulators.hacienda.taxpayer_api import taxpayer_routes
from asystec_web.simulators.hacienda.world import World


def hacienda_app(clock: Callable[[], float] = time.time) -> Moods:
    """Build a simulator with a fresh world, in a good mood.

    Args:
        clock: Seconds since 1970; another clock makes tokens expire and blocks end.
    """
    world = World(clock)
    moods = Moods(
        Starlette(
            routes=[
                Route("/", index_page, methods=["GET"]),
                Route("/llaves/{name}", _download_key, methods=["GET"]),
                *taxpayer_routes(world),
                *identity_routes(world),
                *reception_routes(world),
                *control_routes(lambda: moods, world.reset, world.state),
            ]
        )
    )
    return moods


async def _download_key(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in KEY_FILES:
        return Response("No hay una llave con ese nombre.", 404)
    return Response(
        await asyncio.to_thread(content, name),
        media_type="application/x-pkcs12",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
