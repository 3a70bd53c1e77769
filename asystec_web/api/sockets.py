"""Sockets, of which Reflex keeps every header."""

from starlette.types import ASGIApp, Receive, Scope, Send

from asystec_web.services import services
from asystec_web.services.cookies import without_token

_COOKIE = b"cookie"


class Sockets:
    """Lets no session's token into what Reflex keeps of a socket."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Replace the cookies of a socket by the hash of ours."""
        if scope["type"] == "websocket":
            sent = b"; ".join(v for k, v in scope["headers"] if k == _COOKIE)
            hashed = without_token(sent.decode("latin-1"), services().settings)
            kept = [(k, v) for k, v in scope["headers"] if k != _COOKIE]
            scope = {**scope, "headers": [*kept, (_COOKIE, hashed.encode())]}
        await self.app(scope, receive, send)
