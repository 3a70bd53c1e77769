"""The session cookie: set and cleared over HTTP, out of reach of any script."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse

from asystec_web import routes
from asystec_web.errors.account import TokenRejected
from asystec_web.models import Account
from asystec_web.services import services
from asystec_web.services.cookies import cookie_name, token_in
from asystec_web.services.sessions import SESSION_LIFE

_SEE_OTHER = 303


async def account_of(request: Request) -> Account | None:
    """Tell who is signed in with the cookie of a request."""
    held = services()
    token = token_in(request.headers.get("cookie", ""), held.settings)
    return await held.sessions.account_of(token)


def is_cross_site(request: Request) -> bool:
    """Tell whether a form was sent by a page that is not ours.

    Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`; the sandbox of an
    embedding page may make it `null`, which is refused as well.
    """
    fetched_by = request.headers.get("sec-fetch-site")
    if fetched_by is not None:
        return fetched_by not in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.url.netloc


def see(path: str) -> RedirectResponse:
    """Send a browser on with GET, whatever it sent."""
    return RedirectResponse(path, _SEE_OTHER, {"Cache-Control": "no-store"})


async def open_session(request: Request) -> RedirectResponse:
    """Turn the ticket of a sign-in into the cookie, and go where the person was."""
    if is_cross_site(request):
        return see(routes.SIGN_IN)
    form = await request.form(max_files=0, max_fields=2, max_part_size=1024)
    held = services()
    try:
        token = await held.sessions.open(
            str(form.get("ticket", "")),
            request.headers.get("user-agent", ""),
            token_in(request.headers.get("cookie", ""), held.settings),
        )
    except TokenRejected:
        return see(routes.SIGN_IN)
    answer = see(routes.safe_return(str(form.get("next", ""))))
    answer.set_cookie(
        cookie_name(held.settings),
        token,
        max_age=int(SESSION_LIFE.total_seconds()),
        path="/",
        secure=held.settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    return answer


async def close_session(request: Request) -> RedirectResponse:
    """Revoke the session and take its cookie back."""
    if is_cross_site(request):
        return see(routes.SIGN_IN)
    held = services()
    token = token_in(request.headers.get("cookie", ""), held.settings)
    await held.sessions.close(token)
    answer = see(routes.SIGN_IN)
    answer.delete_cookie(
        cookie_name(held.settings),
        path="/",
        secure=held.settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    return answer
