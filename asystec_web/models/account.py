"""Who signs in, and with what."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from asystec_web.models.columns import UtcDateTime, new_id, now
from asystec_web.models.table import Table


class Account(Table, table=True):
    """A person who signs in."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    email: str = Field(max_length=160, unique=True)
    full_name: str = Field(max_length=100)
    password_hash: str = Field(repr=False)
    terms_version: str = Field(max_length=20)
    terms_accepted_at: datetime = Field(sa_type=UtcDateTime)
    email_confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    stripe_customer_id: str | None = Field(default=None, unique=True)
    stripe_customer_generation: int = 0
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class LoginSession(Table, table=True):
    """A browser that is signed in. The token itself is only in its cookie."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    token_hash: bytes = Field(unique=True, repr=False)
    user_agent: str = Field(default="", max_length=200)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class TokenPurpose(StrEnum):
    """What a single-use token is good for, and nothing else."""

    SIGN_IN = "sign_in"
    CONFIRM_EMAIL = "confirm_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a purpose, not a password
    OTHER_DEVICE = "other_device"


class EmailToken(Table, table=True):
    """A single-use token; only its hash is kept."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    purpose: str = Field(max_length=20)
    token_hash: bytes = Field(unique=True, repr=False)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
