"""The cookie that carries a session's token."""

from http.cookies import CookieError, SimpleCookie

from asystec_web.settings import Settings


def cookie_name(settings: Settings) -> str:
    """Name the cookie; `__Host-` binds it to our host, and needs https."""
    return "__Host-asystec" if settings.secure_cookies else "asystec"


def token_in(cookies: str, settings: Settings) -> str:
    """Find the session's token in a Cookie header; empty when there is none."""
    jar = SimpleCookie()
    try:
        jar.load(cookies)
    except CookieError:
        return ""
    morsel = jar.get(cookie_name(settings))
    return morsel.value if morsel else ""
