"""Events as Stripe signs them: read, or refused."""

from typing import Annotated, Literal
from uuid import UUID

import stripe
import structlog
from pydantic import Field

from asystec_web.services.billing.answers import Answer

log = structlog.get_logger(__name__)


class EventRefused(Exception):
    """This is no event of ours from Stripe."""


class Subject(Answer):
    """What an event is about; a hint whose account to look at, and nothing more."""

    object: str = ""
    id: str | None = None
    customer: str | None = None
    client_reference_id: str | None = None
    metadata: dict[str, str] | None = None

    @property
    def customer_id(self) -> str | None:
        """The Stripe customer it belongs to."""
        return self.id if self.object == "customer" else self.customer

    @property
    def account_id(self) -> UUID | None:
        """The account we named when we asked Stripe for it."""
        named = self.client_reference_id or (self.metadata or {}).get("account", "")
        try:
            return UUID(named)
        except ValueError:
            return None


class Told(Answer):
    """The part of an event that says what it is about."""

    object: Subject


class Event(Answer):
    """What we read of an event."""

    object: Literal["event"]
    id: Annotated[str, Field(pattern=r"^evt_\w+$", max_length=255)]
    type: Annotated[str, Field(pattern=r"^[\w.]+$", max_length=100)]
    livemode: bool
    api_version: str | None = None
    data: Told


def read_event(payload: bytes, signature: str, secret: str, *, live: bool) -> Event:
    """Read an event.

    Raises:
        EventRefused: It is forged, too old, garbage, or from the other mode.
    """
    try:
        signed = stripe.Webhook.construct_event(payload, signature, secret)
        event = Event.model_validate(signed.to_dict(for_json=True))
    except (
        stripe.SignatureVerificationError,
        ValueError,  # bad UTF-8, bad JSON, an unexpected shape
        TypeError,  # a signature header beyond ASCII
        AttributeError,  # signed, but no JSON object
        RecursionError,  # JSON nested too deeply to read
    ) as wrong:
        log.warning("stripe_event_refused", kind=type(wrong).__name__)
        raise EventRefused from None
    if event.livemode != live:
        log.error("stripe_event_of_other_mode", event_id=event.id, live=event.livemode)
        raise EventRefused
    if event.api_version != stripe.api_version:
        log.warning(
            "stripe_event_version",
            event_id=event.id,
            theirs=event.api_version,
            ours=stripe.api_version,
        )
    return event
