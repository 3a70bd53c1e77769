"""The control endpoints every simulator answers.

`POST /_control/mood` takes one fault or a list of them and puts them in place of
those before (an empty list or object brings the good mood back);
`POST /_control/reset` brings back the seeded world and a good mood;
`GET /_control/state` tells what happened so far.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, TypeAdapter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What a simulator tells about itself is free in its shape, hence Any.
Json = dict[str, Any]
MAX_DELAY_S = 120
MAX_COUNTED_PATHS = 1000
OTHER_PATHS = "(other)"


class Fault(BaseModel):
    """One thing that goes wrong, for requests it matches.

    Attributes:
        path: Prefix of the paths it hits.
        method: The HTTP method it hits; any when empty.
        status: The answer's status; 0 lets the real answer through (to delay it).
        body: The answer's text, as it is: HTML, truncated JSON, anything.
        headers: Headers of the answer, `Retry-After` for one.
        delay: Seconds before anything is answered.
        hold: Answer nothing until another mood is put in its place.
        drop: Close the connection without a complete answer.
        when: `before` keeps the request from the simulator, `after` lets it be
            carried out first, so its effect stays and only the answer is lost.
        times: How many requests it hits; for ever when null.
    """

    model_config = ConfigDict(extra="forbid")

    path: str = "/"
    method: str = ""
    status: Literal[0] | Annotated[int, Field(ge=200, le=599)] = 503
    body: str = ""
    headers: dict[str, str] = {}
    delay: Annotated[float, Field(ge=0, le=MAX_DELAY_S)] = 0
    hold: bool = False
    drop: bool = False
    when: Literal["before", "after"] = "before"
    times: Annotated[int, Field(ge=1)] | None = None
    _held: int = PrivateAttr(default=0)
    _over: asyncio.Event = PrivateAttr(default_factory=asyncio.Event)

    def matches(self, path: str, method: str) -> bool:
        """Tell whether a request is hit."""
        return path.startswith(self.path) and self.method.upper() in {"", method}

    async def wait(self) -> None:
        """Keep whoever asks waiting."""
        await asyncio.sleep(self.delay)
        if self.hold:
            self._held += 1
            await self._over.wait()

    @property
    def held(self) -> int:
        """How many it holds."""
        return self._held

    def end(self) -> None:
        """Let go of those it holds."""
        self._over.set()


_FAULTS = TypeAdapter(list[Fault])


class Moods:
    """Faults in force, as ASGI middleware around a simulator."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap a simulator in a good mood."""
        self.app = app
        self.faults: list[Fault] = []
        self._put: list[Fault] = []
        self.requests: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless a fault is waiting for it."""
        if scope["type"] != "http" or scope["path"].startswith("/_control"):
            await self.app(scope, receive, send)
            return
        self._count(scope["path"])
        fault = self.take(lambda fault: fault.matches(scope["path"], scope["method"]))
        # Whoever did not wait for a slow answer is gone: there is nobody to tell.
        with suppress(ClientDisconnect):
            if fault is None:
                await self.app(scope, receive, send)
            else:
                await self._spoil(fault, scope, receive, send)

    def put(self, faults: list[Fault]) -> None:
        """Be in another mood; what the one before held goes on."""
        before, self._put, self.faults = self._put, faults, [*faults]
        for fault in before:
            fault.end()

    @property
    def held(self) -> int:
        """How many requests wait for the next mood."""
        return sum(fault.held for fault in self._put)

    def take(self, hit: Callable[[Fault], bool]) -> Fault | None:
        """Use up one time of the first fault that hits, if any does."""
        fault = next(filter(hit, self.faults), None)
        if fault is not None and fault.times is not None:
            fault.times -= 1
            if fault.times == 0:
                self.faults.remove(fault)
        return fault

    async def _spoil(
        self, fault: Fault, scope: Scope, receive: Receive, send: Send
    ) -> None:
        real: list[Message] = []

        async def keep(message: Message) -> None:
            real.append(message)

        if fault.when == "after":
            await self.app(scope, receive, keep)
        await fault.wait()
        if fault.drop:
            await _begin_and_stop(send)
        elif fault.status:
            answer = Response(fault.body, fault.status, {**fault.headers})
            await answer(scope, receive, send)
        elif fault.when == "after":
            for message in real:
                await send(message)
        else:
            await self.app(scope, receive, send)

    def _count(self, path: str) -> None:
        known = path in self.requests or len(self.requests) < MAX_COUNTED_PATHS
        self.requests[path if known else OTHER_PATHS] += 1


async def _begin_and_stop(send: Send) -> None:
    """Promise a body and never finish it: the server closes the connection."""
    length = (b"content-length", b"64")
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": b"{", "more_body": True})


def control_routes(
    moods: Callable[[], Moods], reset: Callable[[], None], state: Callable[[], Json]
) -> list[Route]:
    """Build the three endpoints over a simulator's mood, reset and state.

    The state tells the requests per path, how many are held and the faults in force;
    what `state` returns is added, and wins over a `requests` of the same name.
    """

    async def mood(request: Request) -> JSONResponse:
        try:
            asked = await request.json()
            faults = _FAULTS.validate_python(
                asked if isinstance(asked, list) else [asked] if asked else []
            )
        except ValueError as wrong:
            return JSONResponse({"error": str(wrong)}, 422)
        moods().put(faults)
        return JSONResponse({"faults": len(faults)})

    async def start_over(_: Request) -> JSONResponse:
        moods().put([])
        moods().requests.clear()
        reset()
        return JSONResponse({"reset": True})

    async def show(_: Request) -> JSONResponse:
        faults = [fault.model_dump() for fault in moods().faults]
        requests = dict(moods().requests)
        told = {"requests": requests, "held": moods().held}
        return JSONResponse({**told, **state(), "faults": faults})

    return [
        Route("/_control/mood", mood, methods=["POST"]),
        Route("/_control/reset", start_over, methods=["POST"]),
        Route("/_control/state", show, methods=["GET"]),
    ]
