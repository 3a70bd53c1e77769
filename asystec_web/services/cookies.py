"""The cookie that carries a session's token."""

from starlette.requests import cookie_parser

from asystec_web.services.tokens import token_hash
from asystec_web.settings import Settings


def cookie_name(settings: Settings) -> str:
    """Name the cookie; `__Host-` binds it to our host, and needs https."""
    return "__Host-asystec" if settings.secure_cookies else "asystec"


def token_in(cookies: str, settings: Settings) -> str:
    """Find the session's token in a Cookie header; empty when there is none.

    Other programs of the host write what no standard allows: Python's own parser
    stops there and forgets what follows.
    """
    return cookie_parser(cookies).get(cookie_name(settings), "")


def without_token(cookies: str, settings: Settings) -> str:
    """Give a Cookie header with the hash of the token in its place, and no others.

    Reflex keeps the headers a socket came with, in Redis where there is one. With
    the hash somebody can be recognised, but not pretended to be.
    """
    token = token_in(cookies, settings)
    return f"{cookie_name(settings)}={token_hash(token).hex()}" if token else ""


def hash_in(cookies: str, settings: Settings) -> bytes:
    """Find the hash of the token in a header that `without_token` made."""
    try:
        return bytes.fromhex(token_in(cookies, settings))
    except ValueError:
        return b""
