"""Who may ask: test keys only."""

import base64
import binascii
import hashlib
import re
from http import HTTPStatus
from typing import NoReturn

from asystec_web.simulators.stripe.protocol.refusals import refuse

_TEST_KEY = re.compile(r"(sk|rk)_test_[A-Za-z0-9]+")
_LIVE_KEY = re.compile(r"(sk|rk|pk)_live_")


def label(key: str) -> str:
    """Name a key's world without telling the key."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def is_test_key(key: str) -> bool:
    """Tell whether a key may be used here."""
    return _TEST_KEY.fullmatch(key) is not None


def key_of(authorization: str) -> str:
    """Read the key of an `Authorization` header, Bearer or Basic.

    Raises:
        Refusal: There is no key, it is malformed, or it is a live one.
    """
    key = _presented(authorization)
    if not key:
        _deny("You did not provide an API key.")
    if _LIVE_KEY.match(key):
        _deny("This is a simulator: live keys must never be sent to it.")
    if not is_test_key(key):
        _deny("Invalid API Key provided.")
    return key


def _presented(authorization: str) -> str:
    scheme, _, rest = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(rest, validate=True).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return "malformed"
    return ""


def _deny(message: str) -> NoReturn:
    refuse(message, status=HTTPStatus.UNAUTHORIZED)
