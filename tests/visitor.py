"""A person at a browser, without the browser.

Events go through Reflex's own processor, with its locks and its JSON, so that a
handler which writes outside of the lock or returns what cannot travel fails here.
Whatever is peculiar to Reflex 0.10.1 stays in this file.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from reflex.event import Event, EventHandler, EventSpec
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex.state import State, StateUpdate
from reflex.utils.format import format_event_handler, json_dumps
from reflex_base.event.processor import BaseStateEventProcessor
from reflex_base.registry import RegistrationContext

from asystec_web.asystec_web import app
from asystec_web.services import services
from asystec_web.services.cookies import cookie_name, without_token
from asystec_web.state import OnboardingState
from asystec_web.state.letter_codes import without_code

# What is on a page, and what a browser may send, is JSON of any shape.
Json = Any

PUBLIC_URL = "http://localhost:3000"
STATE = OnboardingState.get_full_name()
_VAR_MARKER = "_rx_state_"


def spec(handler: object, *args: object) -> EventSpec:
    """Bind arguments as a component does; the handlers' types hide that they can."""
    assert isinstance(handler, EventHandler)
    return handler(*args)


@dataclass
class Visitor:
    """What a browser would hold, and what it was told to do.

    Attributes:
        address: Of the open page, with query and fragment.
        cookies: The Cookie header; it reaches the server when the socket connects.
        network: The network address that the socket comes from.
        screen: The state's public vars as they arrived.
        redirects: Where the server sent the page.
        filled: What the server put into fields, by their ids.
        wire: Everything the server sent.
        bugs: What handlers raised beyond the expected failures.
    """

    address: str = "/terminos"
    cookies: str = ""
    network: str = "127.0.0.1"
    token: str = field(default_factory=lambda: str(uuid4()))
    screen: dict[str, Json] = field(default_factory=dict)
    redirects: list[str] = field(default_factory=list)
    filled: dict[str, str] = field(default_factory=dict)
    wire: str = ""
    bugs: list[Exception] = field(default_factory=list)
    conversations: StateManagerMemory = field(default_factory=StateManagerMemory)

    async def visits(self, address: str) -> "Visitor":
        """Open a page: the state arrives, then what happens on load happens."""
        self.address = address
        before = len(self.bugs)
        await self._connect()
        return self._unless_buggy(before)

    async def does(self, *specs: EventSpec | EventHandler) -> "Visitor":
        """Trigger events, all at once, and wait for everything they cause."""
        if not self.screen:
            await self._connect()
        before = len(self.bugs)
        await self._send([each for one in specs for each in Event.from_event_type(one)])
        return self._unless_buggy(before)

    async def sends(self, name: str, payload: Mapping[str, Json]) -> None:
        """Send an event as any program could; bugs are kept and not raised."""
        if not self.screen:
            await self._connect()
        await self._send([Event(name=f"{STATE}.{name}", payload=dict(payload))])

    def can_call(self, name: str) -> bool:
        """Tell whether Reflex would run something of this name for a browser."""
        return f"{STATE}.{name}" in RegistrationContext.get().event_handlers

    async def comes_in(self) -> "Visitor":
        """Do what the page's script does with a ticket: swap it for the cookie."""
        token = await services().sessions.open(self.ticket, "Navegador de prueba")
        self.cookies = f"{cookie_name(services().settings)}={token}"
        return self

    def elsewhere(self) -> "Visitor":
        """Give the same person on another device, which holds the same cookie."""
        return Visitor(cookies=self.cookies)

    @property
    def ticket(self) -> str:
        """The ticket that the server handed over last."""
        return self.filled["session-ticket"]

    @property
    def errors(self) -> dict[str, str]:
        """The sentences beside the fields."""
        return self.screen["errors"]

    @property
    def page(self) -> str:
        """The page that shows itself."""
        return self.screen["page"]

    @property
    def sent_to(self) -> str:
        """The last address the server sent the page to."""
        return self.redirects[-1] if self.redirects else ""

    async def pickled(self) -> bytes:
        """Give the whole conversation as Reflex would write it to disk or Redis."""
        token = BaseStateToken(ident=self.token, cls=State)
        async with self.conversations.modify_state(token) as root:
            return root._serialize()  # pyright: ignore[reportPrivateUsage] - what every state manager writes

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        """Receive what the server sends, as the JSON it travels as."""
        assert token == self.token
        sent = json_dumps(update)
        self.wire += sent
        for state, values in (json.loads(sent).get("delta") or {}).items():
            if state == STATE:
                self.screen |= {
                    name.removesuffix(_VAR_MARKER): value
                    for name, value in values.items()
                }
        for event in update.events:
            if event.name == "_redirect":
                self.redirects.append(event.payload["path"])
            if event.name == "_set_value":
                ref = str(event.payload["ref"]).removeprefix("ref_")
                self.filled[ref.replace("_", "-")] = event.payload["value"]

    def _router_data(self) -> dict[str, Json]:
        parts = urlsplit(self.address)
        page = {"pathname": parts.path, "asPath": self.address, "query": {}}
        return {
            **without_code({"router_data": page})["router_data"],
            "token": self.token,
            "sid": "socket-of-a-test",
            "ip": self.network,
            "headers": {
                "origin": PUBLIC_URL,
                "cookie": without_token(self.cookies, services().settings),
            },
        }

    async def _connect(self) -> None:
        """Receive the whole state, as a tab does whenever its socket connects."""
        await self._send([Event(name=format_event_handler(_CONNECT))])

    def _unless_buggy(self, before: int) -> "Visitor":
        if self.bugs[before:]:
            raise self.bugs[before]
        return self

    async def _send(self, events: Sequence[Event]) -> None:
        def keep(bug: Exception) -> None:
            self.bugs.append(bug)

        processor = BaseStateEventProcessor(
            middleware=app, backend_exception_handler=keep, graceful_shutdown_timeout=10
        ).configure(state_manager=self.conversations, event_namespace=self)  # pyright: ignore[reportArgumentType] - all it needs is emit_update
        router_data = self._router_data()
        async with processor:
            futures = [
                await processor.enqueue(
                    self.token,
                    Event(event.name, router_data=router_data, payload=event.payload),
                )
                for event in events
            ]
            known = RegistrationContext.get().event_handlers
            # What nobody handles is dropped, and its future never ends.
            waiting = (
                future.wait_all()
                for future, event in zip(futures, events, strict=True)
                if event.name in known
            )
            await asyncio.gather(*waiting, return_exceptions=True)
        await self.conversations.close()


_CONNECT = State.event_handlers["hydrate_and_load"]
