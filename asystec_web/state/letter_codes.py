"""The code behind the # of a letter's link, which opens an account while it is good.

Reflex keeps the address of every open page, in Redis where there is one, and sends it
back to the page. Only the code's hash gets in, with which nobody can do anything: what
browsers send is always hashed, so whoever has read a hash cannot send it as one.
"""

from typing import Any
from urllib.parse import parse_qs

from reflex.app import App
from reflex.constants import RouteVar

from asystec_web.services.tokens import token_hash

_PARAMETER = "codigo"
_HASH = "code_hash"


def hide_codes(app: App) -> None:
    """Have every event that comes in over a socket pass `without_code` first."""
    sockets = app.event_namespace
    if sockets is None:
        message = "the app has no sockets"
        raise RuntimeError(message)
    take = sockets.on_event

    async def on_event(sid: str, data: object) -> None:
        await take(sid, without_code(data))

    sockets.on_event = on_event


def without_code(data: Any) -> Any:  # noqa: ANN401 - a browser can send anything
    """Give an event whose page's address has lost all that is behind its #.

    What the browser says of the hash does not count. Anything but an object is left to
    Reflex to refuse, which would read an event even out of a text.
    """
    if not isinstance(data, dict):
        return None
    page = data.get("router_data")
    page = page if isinstance(page, dict) else {}
    address = page.get(RouteVar.ORIGIN)
    if not isinstance(address, str):
        return {**data, "router_data": {**page, _HASH: ""}}
    address, _, fragment = address.partition("#")
    code = parse_qs(fragment).get(_PARAMETER, [""])[0]
    hashed = token_hash(code).hex() if code else ""
    return {**data, "router_data": {**page, RouteVar.ORIGIN: address, _HASH: hashed}}


def code_hash(router_data: dict[str, Any]) -> bytes:
    """Give the hash of the code that the open page was reached with, if any."""
    return bytes.fromhex(router_data.get(_HASH, ""))
