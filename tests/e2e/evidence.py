"""What a run leaves behind, place by place, to be searched afterwards."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Error, Page, Request, WebSocket
from redis import Redis
from sqlalchemy import create_engine, inspect, select, table, text

from asystec_web import frontend
from tests.e2e.server import Site

STORED = "() => JSON.stringify([{...localStorage}, {...sessionStorage}])"
# What has to be in a page: the chosen file until it is sent, and what pays in a frame.
MARKUP = """() => {
  const copy = document.documentElement.cloneNode(true);
  for (const input of copy.querySelectorAll('[name=key_content], #pay-tokens'))
    input.remove();
  return copy.outerHTML;
}"""
_TICKET = re.compile(r'session[-_]ticket","value":"([^"]+)"')


@dataclass
class Evidence:
    """Everything seen so far; the same thing seen twice is kept once.

    Attributes:
        places: What was seen, by the name of the place.
        frames: What the server sent over sockets, each as often as it was sent.
    """

    site: Site
    store: Redis | None
    places: defaultdict[str, set[bytes]] = field(
        default_factory=lambda: defaultdict(set)
    )
    frames: list[bytes] = field(default_factory=list)
    _cookies: set[str] = field(default_factory=set)

    def over(self, context: BrowserContext) -> None:
        """Write down everything that reaches a browser from now on."""
        context.on("page", self._on_page)
        context.on("request", lambda request: self._see("addresses", request.url))
        context.on("requestfinished", self._on_response)
        context.on("console", lambda said: self._see("console", said.text))
        context.on("weberror", lambda error: self._see("console", str(error.error)))

    def look(self, page: Page) -> None:
        """Look into everything that may hold something else a moment later."""
        self._see("storage", page.evaluate(STORED))
        self._see("markup", page.evaluate(MARKUP))
        for cookie in page.context.cookies(self.site.url):
            self._cookies.add(f"{cookie.get('name')}={cookie.get('value')}")
        self.look_at_the_server()

    def look_at_the_server(self) -> None:
        """Read every row and every key."""
        self.places["rows"].update(_rows(self.site.settings.async_database_url))
        if self.store is not None:
            self.places["store"].update(_keys(self.store))

    def close(self) -> None:
        """Read what has been written to files, after the end of the site."""
        self.places["frames"].update(self.frames)
        self.places["log"].add(self.site.log.read_bytes())
        for file in _database_files(self.site.database_url):
            self.places["files"].add(file.read_bytes().replace(bytes(1024), b""))
        for folder in (frontend.ROOT, self.site.log.parent):
            for file in folder.glob(".states/**/*"):
                self.places["state folder"].add(file.read_bytes())

    @property
    def tickets(self) -> set[str]:
        """The tickets that the server sent to be swapped for a cookie."""
        return {
            found for frame in self.frames for found in _TICKET.findall(frame.decode())
        }

    @property
    def tokens(self) -> set[str]:
        """The tokens in the cookies that browsers had."""
        return {cookie.partition("=")[2] for cookie in self._cookies} - {""}

    def _see(self, place: str, what: str | bytes) -> None:
        raw = what if isinstance(what, bytes) else what.encode()
        self.places[place].add(raw)

    def _on_page(self, page: Page) -> None:
        page.on("websocket", self._on_socket)

    def _on_socket(self, socket: WebSocket) -> None:
        self._see("addresses", socket.url)
        socket.on("framereceived", self._on_frame)

    def _on_frame(self, frame: str | bytes) -> None:
        self.frames.append(frame if isinstance(frame, bytes) else frame.encode())

    def _on_response(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.site.url).netloc:
            return
        try:
            response = request.response()
            if response is None:
                return
            headers = json.dumps(response.headers_array(), ensure_ascii=False)
            place = "cookies" if "set-cookie" in headers.lower() else "responses"
            self._see(place, f"{request.method} {request.url} {headers}")
            self._see("responses", response.body())
        except Error:
            # A redirect has no body, and a page that was left has forgotten its own.
            return


def code_in(link: str) -> str:
    """Give the token that a letter's link carries behind the #."""
    return parse_qs(urlsplit(link).fragment)["codigo"][0]


def _rows(url: str) -> set[bytes]:
    """Read every value of every row, as it lies in its column."""
    engine = create_engine(url.replace("+aiosqlite", ""), hide_parameters=True)
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            rows = chain.from_iterable(
                connection.execute(select(text("*")).select_from(table(name)))
                for name in tables
            )
            return {_raw(value) for row in rows for value in row}
    finally:
        engine.dispose()


def _raw(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _keys(store: Redis) -> set[bytes]:
    """Read every key with its value, whatever its type."""
    # The client's types say that it might be asynchronous, hence Any.
    asked: Any = store
    read: dict[bytes, Callable[[bytes], Iterable[bytes]]] = {
        b"string": lambda key: (asked.get(key) or b"",),
        b"hash": lambda key: chain(*asked.hgetall(key).items()),
        b"list": lambda key: asked.lrange(key, 0, -1),
        b"set": asked.smembers,
        b"zset": lambda key: asked.zrange(key, 0, -1),
    }
    seen: set[bytes] = set()
    for key in asked.scan_iter():
        kind = asked.type(key)
        if kind != b"none":  # it has ended meanwhile
            seen |= {key, *read[kind](key)}
    return seen


def _database_files(url: str) -> list[Path]:
    """Name the files in which a database keeps everything, its journal included."""
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        return list(file.parent.glob(f"{file.name}*"))
    folder = Path(parse_qs(urlsplit(url).query)["host"][0])
    return [file for file in folder.rglob("*") if file.is_file()]
