"""What lets us issue in a business's name: proven, and still to be proven."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import JSON, LargeBinary
from sqlmodel import Field

from asystec_web.models.columns import UtcDateTime, new_id, now
from asystec_web.models.table import Table

HOLDER_MAXIMUM: Final = 200
CEDULA_MAXIMUM: Final = 20


class ConnectionStatus(StrEnum):
    """How far the connection with Hacienda has come."""

    CONNECTED = "connected"
    DEFERRED = "deferred"
    TO_CHECK = "to_check"


class CandidateStatus(StrEnum):
    """What is known of what a business gave and Hacienda has not accepted."""

    INCOMPLETE = "incomplete"
    WAITING = "waiting"
    REJECTED = "rejected"
    EXHAUSTED = "exhausted"
    ACCEPTED = "accepted"


class Credentials(Table):
    """What Hacienda gave the business, sealed, and what may be shown of it."""

    environment: str = Field(default="", max_length=4)
    api_user: str = Field(default="", max_length=100)
    sealed_password: bytes | None = Field(default=None, sa_type=LargeBinary, repr=False)
    sealed_key: bytes | None = Field(default=None, sa_type=LargeBinary, repr=False)
    sealed_pin: bytes | None = Field(default=None, sa_type=LargeBinary, repr=False)
    key_holder: str = Field(default="", max_length=HOLDER_MAXIMUM)
    key_cedula: str = Field(default="", max_length=CEDULA_MAXIMUM)
    key_expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def is_complete(self) -> bool:
        """Whether all four are there."""
        sealed = (self.sealed_password, self.sealed_key, self.sealed_pin)
        return bool(self.api_user) and None not in sealed


class HaciendaConnection(Credentials, table=True):
    """What Hacienda accepted, or the answer that it comes later.

    Attributes:
        reason: Code of the sentence why it no longer holds.
        reason_values: What that sentence says besides.
        reminded_days: The last reminder that this key expires: so many days before; 0
            when none was sent.
    """

    business_id: UUID = Field(
        foreign_key="business.id", primary_key=True, ondelete="CASCADE"
    )
    status: str = Field(max_length=20)
    reason: str = Field(default="", max_length=60)
    reason_values: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    reminded_days: int = 0
    updated_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class ConnectionCandidate(Credentials, table=True):
    """What a business gave and Hacienda has still to accept; beside what it accepted.

    Attributes:
        version: Another one whenever something is given: an answer about what was
            given before no longer counts.
        reason: Code of the sentence why Hacienda, or the key itself, said no; or why
            something that was given could not be kept.
        reason_values: What that sentence says besides.
        tries: How often Hacienda was asked in the background.
        next_try_at: When it is asked again; never when empty.
        letter_due: Whether the person has still to be told by mail.
    """

    business_id: UUID = Field(
        foreign_key="business.id", primary_key=True, ondelete="CASCADE"
    )
    version: UUID = Field(default_factory=new_id)
    status: str = Field(max_length=20)
    reason: str = Field(default="", max_length=60)
    reason_values: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    tries: int = 0
    next_try_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    letter_due: bool = Field(default=False, index=True)
    given_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
