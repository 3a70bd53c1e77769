"""A tab without a browser: the frames that Reflex's own client sends and reads.

Engine.IO 4 with Socket.IO 5 on top; `40` connects, `42` is an event, `2` is answered
by `3`. One thread of one process asks, so the times hold the server's work and little
else.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from simple_websocket import AioClient

from tests.e2e.server import Site

PAGE = "/crear-cuenta"
_STATE = "reflex___state____state.asystec_web___state___onboarding____onboarding_state"
_HYDRATED = '"is_hydrated_rx_state_":true'
_PATIENCE_S = 10


class Tab:
    """One open page, as far as the server can tell."""

    def __init__(self, socket: AioClient) -> None:
        self._socket = socket

    async def asks(self, handler: str, **payload: str) -> str:
        """Trigger a handler of ours and give the first answer to it."""
        event = _event(f"{_STATE}.{handler}", payload)
        await self._socket.send(f"42/_event,{json.dumps(['event', event])}")
        return await self._hear("42")

    async def hydrates(self) -> None:
        """Do what a page does first, and wait until it is alive."""
        event = _event("reflex___state____state.hydrate_and_load", {})
        await self._socket.send(f"40/_event,{json.dumps({'event': event})}")
        while _HYDRATED not in await self._hear("4"):
            pass

    async def _hear(self, prefix: str) -> str:
        while True:
            frame = str(await asyncio.wait_for(self._socket.receive(), _PATIENCE_S))
            if frame.startswith(prefix):
                return frame
            if frame == "2":
                await self._socket.send("3")


@asynccontextmanager
async def open_tab(site: Site) -> AsyncGenerator[Tab]:
    """Open the page at which people begin."""
    address = f"ws://localhost:{site.port}/_event/?token={uuid4()}"
    socket = await AioClient.connect(f"{address}&EIO=4&transport=websocket")
    try:
        tab = Tab(socket)
        await tab.hydrates()
        yield tab
    finally:
        await socket.close()


def _event(name: str, payload: dict[str, str]) -> dict[str, Any]:
    # JSON as the protocol wants it, hence Any.
    where = {"pathname": PAGE, "asPath": PAGE}
    return {"name": name, "payload": payload, "router_data": where}
