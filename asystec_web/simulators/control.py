"""The control endpoints every simulator answers.

`POST /_control/mood` takes one fault or a list of them and puts them in place of
those before; `POST /_control/reset` brings back the seeded world and a good mood;
`GET /_control/state` tells what happened so far.
"""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Json = dict[str, Any]
MAX_DELAY_S = 120


class Fault(BaseModel):
    """One thing that goes wrong, for requests it matches.

    Attributes:
        path: Prefix of the paths it hits.
        method: The HTTP method it hits; any when empty.
        status: The answer's status; 0 lets the real answer through (to delay it).
        body: The answer's text, as it is: HTML, truncated JSON, anything.
        headers: Headers of the answer, `Retry-After` for one.
        delay: Seconds before anything is answered.
        drop: Close the connection without a complete answer.
        when: `before` keeps the request from the simulator, `after` lets it be
            carried out first, so its effect stays and only the answer is lost.
        times: How many requests it hits; for ever when null.
    """

    model_config = ConfigDict(extra="forbid")

    path: str = "/"
    method: str = ""
    status: Annotated[int, Field(ge=0, le=599)] = 503
    body: str = ""
    headers: dict[str, str] = {}
    delay: Annotated[float, Field(ge=0, le=MAX_DELAY_S)] = 0
    drop: bool = False
    when: Literal["before", "after"] = "before"
    times: Annotated[int, Field(ge=1)] | None = None

    def matches(self, scope: Scope) -> bool:
        """Tell whether a request is hit."""
        return scope["path"].startswith(self.path) and self.method in {
            "",
            scope["method"],
        }


_FAULTS = TypeAdapter(list[Fault])


class Moods:
    """Faults in force, as ASGI middleware around a simulator."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap a simulator in a good mood."""
        self.app = app
        self.faults: list[Fault] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless a fault is waiting for it."""
        fault = self._take(scope)
        if fault is None:
            await self.app(scope, receive, send)
            return
        if fault.when == "after":
            await self.app(scope, receive, _swallow)
        await asyncio.sleep(fault.delay)
        if fault.drop:
            await _begin_and_stop(send)
            return
        if fault.status == 0:
            await self.app(scope, receive, send)
            return
        answer = Response(fault.body, fault.status, {**fault.headers})
        await answer(scope, receive, send)

    def _take(self, scope: Scope) -> Fault | None:
        if scope["type"] != "http" or scope["path"].startswith("/_control"):
            return None
        fault = next((f for f in self.faults if f.matches(scope)), None)
        if fault is not None and fault.times is not None:
            fault.times -= 1
            if fault.times == 0:
                self.faults.remove(fault)
        return fault


async def _begin_and_stop(send: Send) -> None:
    """Promise a body and never finish it: the server closes the connection."""
    length = (b"content-length", b"64")
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": b"{", "more_body": True})


async def _swallow(message: Message) -> None:
    """Lose an answer that the mood keeps from the caller."""


def control_routes(
    moods: Callable[[], Moods], reset: Callable[[], None], state: Callable[[], Json]
) -> list[Route]:
    """Build the three endpoints over a simulator's mood, reset and state."""

    async def mood(request: Request) -> JSONResponse:
        asked = await request.json()
        try:
            faults = _FAULTS.validate_python(
                asked if isinstance(asked, list) else [asked] if asked else []
            )
        except ValidationError as wrong:
            return JSONResponse({"error": str(wrong)}, 422)
        moods().faults = faults
        return JSONResponse({"faults": len(faults)})

    async def start_over(_: Request) -> JSONResponse:
        moods().faults = []
        reset()
        return JSONResponse({"reset": True})

    async def show(_: Request) -> JSONResponse:
        faults = [fault.model_dump() for fault in moods().faults]
        return JSONResponse({**state(), "faults": faults})

    return [
        Route("/_control/mood", mood, methods=["POST"]),
        Route("/_control/reset", start_over, methods=["POST"]),
        Route("/_control/state", show, methods=["GET"]),
    ]
