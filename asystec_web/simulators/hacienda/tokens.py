"""JSON web tokens in the shape of Hacienda's, signed with a throwaway secret.

Whoever uses them must treat them as opaque or read their claims: the signature only
lets the simulator know its own.
"""

import base64
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from asystec_web.simulators.hacienda.taxpayers import Environment

ISSUER = "https://idp.comprobanteselectronicos.go.cr/auth/realms/"
ACCESS_S = 300
REFRESH_S = 36_000

Claims = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Realm:
    """One of the identity provider's two worlds."""

    name: str
    client_id: str
    environment: Environment

    @property
    def issuer(self) -> str:
        """The official address, whatever the simulator's is."""
        return ISSUER + self.name


PRODUCTION = Realm("rut", "api-prod", "prod")
SANDBOX = Realm("rut-stag", "api-stag", "stag")
REALMS = {realm.name: realm for realm in (PRODUCTION, SANDBOX)}


class Mint:
    """Makes tokens and knows its own again."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take a new secret: tokens of another mint are strange to this one."""
        self._clock = clock
        self._secret = secrets.token_bytes(32)

    def make(self, claims: Claims, lifetime: int) -> str:
        """Sign claims that hold for so many seconds."""
        now = int(self._clock())
        body = {"exp": now + lifetime, "iat": now, **claims}
        text = f"{_written({'alg': 'HS256', 'typ': 'JWT'})}.{_written(body)}"
        return f"{text}.{self._signature(text)}"

    def read(self, token: str) -> Claims | None:
        """Read the claims of a token made here and still in time."""
        text, _, signature = token.rpartition(".")
        if not hmac.compare_digest(
            self._signature(text).encode(), signature.encode(errors="replace")
        ):
            return None
        body = text.rpartition(".")[2]
        claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        return claims if self._clock() < claims["exp"] else None

    def _signature(self, text: str) -> str:
        digest = hmac.digest(self._secret, text.encode(errors="replace"), "sha256")
        return _unpadded(digest)


def _written(part: Claims) -> str:
    return _unpadded(json.dumps(part).encode())


def _unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
