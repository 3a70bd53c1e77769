"""One event on its way to one endpoint."""

import json
import time
from dataclasses import dataclass, field
from functools import cache
from ssl import SSLContext, create_default_context

import httpx
import stripe

from asystec_web.simulators.control import Json

TIMEOUT_S = 10
# Twice the five minutes that the library's check tolerates.
STALE_S = 600


@dataclass(frozen=True, slots=True)
class Target:
    """An endpoint and the secret it shares with Stripe.

    Attributes:
        version: The API version its events are written in; the library's when empty.
    """

    url: str
    secret: str = field(repr=False)
    version: str = ""


@dataclass(slots=True)
class Delivery:
    """What is sent, how it is signed, and how far it got.

    Attributes:
        world: The label of the world where it happened.
        status: pending, held, dropped, delivered or failed.
        due: When it may be sent, in the event loop's time.
    """

    world: str
    event: Json
    target: Target
    status: str = "pending"
    attempts: int = 0
    due: float = 0
    badly_signed: bool = False
    stale: bool = False

    async def attempt(self) -> bool:
        """Post the event once; tell whether the endpoint took it."""
        self.attempts += 1
        body = json.dumps(self.event, ensure_ascii=False, indent=2)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": self._signature(body),
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        }
        # A client per post leaves nothing open when the server stops.
        try:
            async with httpx.AsyncClient(
                timeout=TIMEOUT_S, verify=_tls(), trust_env=False
            ) as client:
                answer = await client.post(
                    self.target.url, content=body.encode(), headers=headers
                )
        except (httpx.HTTPError, httpx.InvalidURL):
            return False
        return answer.is_success

    def _signature(self, body: str) -> str:
        """Sign with the real time: the receiver compares it with its own clock."""
        when = int(time.time()) - (STALE_S if self.stale else 0)
        secret = "whsec_forged" if self.badly_signed else self.target.secret
        return stripe.WebhookSignature.generate_signature_header(body, secret, when)


@cache
def _tls() -> SSLContext:
    """Load the certificates once: it takes longer than a whole delivery."""
    return create_default_context()
