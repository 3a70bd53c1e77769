"""Our endpoints before the pages, and the headers around both."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from asystec_web import routes
from asystec_web.api import billing
from asystec_web.api.addresses import Addresses
from asystec_web.api.failures import failed, refused
from asystec_web.api.health import alive, ready
from asystec_web.api.security import Security
from asystec_web.api.sessions import close_session, open_session
from asystec_web.api.sockets import Sockets
from asystec_web.frontend import inline_script_hashes
from asystec_web.settings import settings


def around(pages: ASGIApp) -> ASGIApp:
    """Put everything around what Reflex serves."""
    endpoints = Starlette(
        routes=[
            Route(routes.OPEN_SESSION, open_session, methods=["POST"]),
            Route(routes.CLOSE_SESSION, close_session, methods=["POST"]),
            *billing.ROUTES,
            Route(routes.ALIVE, alive, methods=["GET"]),
            Route(routes.READY, ready, methods=["GET"]),
            Mount("/", Addresses(pages)),
        ],
        exception_handlers={HTTPException: refused, Exception: failed},
    )
    return Security(Sockets(endpoints), settings(), inline_script_hashes())
