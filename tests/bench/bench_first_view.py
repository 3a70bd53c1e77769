"""What a browser fetches for the first view of `/crear-cuenta`, with nothing cached."""

from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, sync_playwright

from tests.bench.bench_tab import PAGE
from tests.e2e.browser import ARGUMENTS, installed_chromium
from tests.e2e.server import Site

BUDGET_KB: Final = {"script": 165, "stylesheet": 12}
# Late requests, such as the favicon, still belong to the view.
_SETTLE_MS: Final = 1500
_ALIVE: Final = "[data-ready=true]"


def measure(site: Site) -> dict[str, object]:
    """Return bytes on the wire by kind, requests to other hosts, and waiting times."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed_chromium(), args=ARGUMENTS
        )
        page = browser.new_page(locale="es-CR")
        asked: list[tuple[str, Request]] = []
        sockets: list[str] = []
        page.on("request", lambda each: asked.append((each.url, each)))
        page.on("websocket", lambda socket: sockets.append(socket.url))
        page.goto(f"{site.url}{PAGE}")
        page.wait_for_selector(_ALIVE, state="attached")
        alive_ms = page.evaluate("Math.round(performance.now())")
        page.wait_for_timeout(_SETTLE_MS)
        sizes = [_size(request) for _, request in asked]
        times = _times(page)
        version = browser.version
        browser.close()
    own = urlsplit(site.url).netloc
    addresses = [*sockets, *(url for url, _ in asked)]
    return {
        "javascript_kb": _kb(sizes, "script"),
        "javascript_budget_kb": BUDGET_KB["script"],
        "css_kb": _kb(sizes, "stylesheet"),
        "css_budget_kb": BUDGET_KB["stylesheet"],
        "html_kb": _kb(sizes, "document"),
        "requests": len(addresses),
        "other_hosts": sum(urlsplit(url).netloc != own for url in addresses),
        **times,
        "usable_ms": alive_ms,
        "chromium": version,
    }


def _size(request: Request) -> tuple[str, int]:
    """Give kind and length of a body as it travelled: gzip, where we serve it."""
    return request.resource_type, request.sizes()["responseBodySize"]


def _kb(sizes: list[tuple[str, int]], kind: str) -> float:
    return round(sum(size for each, size in sizes if each == kind) / 1000, 1)


def _times(page: Page) -> dict[str, Any]:
    # The browser's own figures, hence Any.
    painted = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    )
    return {"painted_ms": round(painted) if painted else None}
