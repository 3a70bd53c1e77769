"""Who has been asked to pay what, and who has paid. Amounts are minor units."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field

from asystec_web.models.columns import UtcDateTime, new_id, now
from asystec_web.models.table import Table


class AttemptStatus(StrEnum):
    """What became of an attempt to pay."""

    OPEN = "open"
    PAID = "paid"
    EXPIRED = "expired"


class PlanAttempt(Table, table=True):
    """One way to Stripe's payment page; an account has at most one open."""

    __table_args__ = (
        Index(
            "uq_plan_attempt_open",
            "account_id",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    status: str = Field(default=AttemptStatus.OPEN.value, max_length=10)
    lookup_key: str = Field(max_length=100)
    amount: int = Field(sa_type=BigInteger)
    currency: str = Field(max_length=3)
    checkout_session_id: str | None = Field(default=None, unique=True)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Subscription(Table, table=True):
    """What Stripe last said of an account's subscription.

    Attributes:
        status: Stripe's own word: active, trialing, past_due, canceled, …
    """

    account_id: UUID = Field(
        foreign_key="account.id", primary_key=True, ondelete="CASCADE"
    )
    stripe_subscription_id: str = Field(unique=True)
    status: str = Field(max_length=30)
    plan: str = Field(max_length=50)
    plan_name: str = Field(max_length=100)
    cycle: str = Field(max_length=10)
    amount: int = Field(sa_type=BigInteger)
    currency: str = Field(max_length=3)
    current_period_end: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cancel_at_period_end: bool = False
    updated_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class StripeEvent(Table, table=True):
    """A webhook event that arrived; done once its work is."""

    id: str = Field(primary_key=True, max_length=255)
    type: str = Field(max_length=100)
    received_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
