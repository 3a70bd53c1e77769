"""Headers that keep pages ours, and a bound on what may be sent."""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from asystec_web.api.failures import failure_page
from asystec_web.settings import Settings

BODY_MAXIMUM = 512 * 1024
STRIPE_PAGES = ("https://checkout.stripe.com", "https://billing.stripe.com")
_HASHED_ASSETS = "/assets/"
_YEAR = "public, max-age=31536000, immutable"


class Security:
    """Adds the headers to every answer; refuses bodies nobody needs to send."""

    def __init__(
        self, app: ASGIApp, settings: Settings, inline_scripts: Sequence[str]
    ) -> None:
        """Wrap an application.

        Args:
            app: What answers.
            settings: Who may embed us, and where payment pages are.
            inline_scripts: CSP sources of the scripts inside the built pages.
        """
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_security_policy(
                settings, inline_scripts
            ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
        }
        if settings.secure_cookies:
            self.headers["Strict-Transport-Security"] = "max-age=31536000"
        if not settings.embed_hosts:
            self.headers["X-Frame-Options"] = "SAMEORIGIN"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers in place."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                lasting = scope["path"].startswith(_HASHED_ASSETS)
                found = message["status"] < HTTPStatus.BAD_REQUEST
                headers.setdefault(
                    "Cache-Control", _YEAR if lasting and found else "no-cache"
                )
            await send(message)

        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or int(length) > BODY_MAXIMUM:
            page = failure_page(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            await page(scope, receive, send_with_headers)
            return
        await self.app(scope, _bounded(receive), send_with_headers)


def _bounded(receive: Receive) -> Receive:
    """Count what arrives: a body sent in chunks does not say its length before."""
    received = 0

    async def receive_bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > BODY_MAXIMUM:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return receive_bounded


def content_security_policy(settings: Settings, inline_scripts: Sequence[str]) -> str:
    """Allow what the pages need, and payment pages as the target of forms."""
    own = urlsplit(settings.public_url)
    socket = f"{'wss' if own.scheme == 'https' else 'ws'}://{own.netloc}"
    policy = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *inline_scripts],
        # Reflex's runtime sets styles on elements.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'", socket],
        "form-action": ["'self'", *_payment_pages(settings)],
        "frame-ancestors": ["'self'", *settings.embed_hosts],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())


def _payment_pages(settings: Settings) -> Sequence[str]:
    """List where a form may lead: Stripe's pages, or its simulator's."""
    simulator = urlsplit(settings.stripe_api_url)
    if simulator.hostname not in {"localhost", "127.0.0.1"}:
        return STRIPE_PAGES
    return [f"http://{host}:{simulator.port}" for host in ("localhost", "127.0.0.1")]
