"""A browser in which nothing goes wrong unnoticed."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from tests.e2e.server import Site

INSTALLED = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
]

# What `new_context` takes is of many types, hence Any.
Device = dict[str, Any]
DESKTOP: Device = {"viewport": {"width": 1280, "height": 820}}
PHONE: Device = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
SMALL_PHONE: Device = PHONE | {"viewport": {"width": 320, "height": 568}}

OpenPage = Callable[..., Page]

# A page that is left drops what it was still loading.
_LEFT_BEHIND = "net::ERR_ABORTED"
_WEB = {"http", "https", "ws", "wss"}
# What a browser says of a server that is away.
AWAY = r"WebSocket connection to|ERR_CONNECTION|Failed to load resource"


def installed_chromium() -> str | None:
    """Find the system's browser."""
    return next(filter(None, map(shutil.which, INSTALLED)), None)


@dataclass
class Watch:
    """Notes what a context's pages complain about, and whom they ask."""

    hosts: frozenset[str]
    findings: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    @classmethod
    def for_site(cls, site: Site) -> Self:
        """Know the site and the simulators whose pages belong to the way."""
        simulated = site.simulators
        pages = (site.url, simulated.stripe, simulated.mail, site.embedder)
        return cls(frozenset(urlsplit(page).netloc for page in pages))

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self._note(f"page error: {error.error}"))
        context.on("request", self._on_request)
        context.on("requestfailed", self._on_failure)

    def expect(self, pattern: str) -> None:
        """Name a complaint that belongs to what is being tested."""
        self.expected.append(pattern)

    @property
    def unexpected(self) -> list[str]:
        return [
            finding
            for finding in self.findings
            if not any(re.search(pattern, finding) for pattern in self.expected)
        ]

    def _note(self, finding: str) -> None:
        self.findings.append(finding[:500])

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._note(f"console {message.type}: {message.text}")

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in _WEB and address.netloc not in self.hosts:
            self._note(f"request to another host: {request.url}")

    def _on_failure(self, request: Request) -> None:
        if request.failure != _LEFT_BEHIND:
            self._note(f"failed request: {request.url} {request.failure}")
