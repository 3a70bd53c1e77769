"""The app: pages, endpoints and what is around every page."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import reflex as rx
import structlog
from reflex.environment import environment

from asystec_web import ui
from asystec_web.api.application import around
from asystec_web.catalog import territory
from asystec_web.catalog.place_search import search_places
from asystec_web.catalog.search_index import search_index
from asystec_web.forms.invoice import MESSAGE_MAXIMUM
from asystec_web.logs import configure_logs, frames_of
from asystec_web.pages import NOT_FOUND, PAGES
from asystec_web.services import services
from asystec_web.state.letter_codes import hide_codes
from asystec_web.state.privacy import OwnConversation

# An invoice travels in one message; by default a longer one closes the socket. Here
# every way of serving passes before the app reads it.
environment.REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE.set(MESSAGE_MAXIMUM + 8 * 1024)

configure_logs()
log = structlog.get_logger(__name__)


def _report_bug(exception: Exception) -> None:
    """Log what a handler did not expect, without the values in it."""
    log.error(
        "handler_failed",
        exception=type(exception).__name__,
        frames=frames_of(exception),
    )


def _report_page_error(exception: Exception) -> None:
    """Log what broke in a browser; Reflex has shortened and cleaned it."""
    log.error("page_failed", report=str(exception)[:500])


def _read_catalogues() -> None:
    """Read at the start what the first person to search would have to wait for."""
    search_index()
    territory.neighbourhoods("1", "01", "01")
    search_places("San José")


@asynccontextmanager
async def _serving() -> AsyncGenerator[None]:
    await asyncio.to_thread(_read_catalogues)
    held = services()
    held.rounds.start()
    yield
    await held.close()


app = rx.App(
    html_lang="es-CR",
    head_components=ui.head_components(),
    stylesheets=["/asystec.css"],
    reset_style=False,  # Tailwind brings its own
    toaster=None,
    app_wraps={
        (55, "ErrorBoundary"): lambda _: ui.error_boundary(),
        (5, "Connection"): lambda stateful: (
            ui.connection_overlay() if stateful else None
        ),
    },
    backend_exception_handler=_report_bug,
    frontend_exception_handler=_report_page_error,
    api_transformer=around,
)
app.add_middleware(OwnConversation())
hide_codes(app)
app.register_lifespan_task(_serving)
for page in PAGES:
    app.add_page(
        page.component, route=page.route, title=page.title, on_load=page.on_load
    )
app.add_page(
    NOT_FOUND.component,
    route=NOT_FOUND.route,
    title=NOT_FOUND.title,
    description="No encontramos esta página.",
)
