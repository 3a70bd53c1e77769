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
    """One way to Stripe's payment page; an account has at most one open.

    Attributes:
        trial_days: The free days its page offers; none when 0.
        returned_at: When the person came back from the page, paid or so it seemed.
    """

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
    trial_days: int = 0
    checkout_session_id: str | None = Field(default=None, unique=True)
    returned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Subscription(Table, table=True):
    """What Stripe last said of an account's subscription.

    Attributes:
        status: Stripe's own word: active, trialing, past_due, canceled, …
        ends_at: When it ends, if that has been decided; when it ended, if it has.
        latest_invoice_id: The charge that a failure is about.
        duplicate: Whether the customer has a second one that is live.
        disputed: Whether a bank was asked to take a payment back, and has not
            refused; entitles to nothing meanwhile.
        next_plan_name: Of the change that was agreed on for the end of the period,
            as the two below; empty when there is none.
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
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    latest_invoice_id: str = Field(default="", max_length=255)
    duplicate: bool = False
    disputed: bool = False
    next_plan_name: str = Field(default="", max_length=100)
    next_cycle: str = Field(default="", max_length=10)
    next_amount: int = Field(default=0, sa_type=BigInteger)
    updated_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class PlanChange(Table, table=True):
    """A change of plan that is being ordered; an account has one at most.

    Attributes:
        change_id: Which confirmation; only that one may order meanwhile.
        until: When nothing of it can be under way any more, if nobody says so before.
    """

    account_id: UUID = Field(
        foreign_key="account.id", primary_key=True, ondelete="CASCADE"
    )
    change_id: UUID
    until: datetime = Field(sa_type=UtcDateTime)


class StripeEvent(Table, table=True):
    """A webhook event that arrived; done once its work is."""

    id: str = Field(primary_key=True, max_length=255)
    type: str = Field(max_length=100)
    received_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class TrialClaim(Table, table=True):
    """A cédula whose free trial is taken, by a page that offers it or for good.

    Attributes:
        id_number: The cédula; the key decides who of two gets the trial.
        attempt_id: Whose page offers it; nobody's once something was subscribed.
    """

    id_number: str = Field(primary_key=True, max_length=12)
    attempt_id: UUID | None = Field(default=None, index=True)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Dispute(Table, table=True):
    """A payment that somebody's bank is asked to take back.

    Attributes:
        status: Stripe's own word: needs_response, under_review, won, lost, …; or
            `settled`, ours, for a lost one that an operator has lifted.
    """

    id: str = Field(primary_key=True, max_length=255)
    account_id: UUID = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    status: str = Field(max_length=30)
    updated_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class BillingNotice(Table, table=True):
    """A letter about a payment that is due or was sent: one for each cause.

    Attributes:
        cause: What happened, such as `payment_failed:in_…`; the key lets it be told
            once however often it is heard of.
        closed_at: When the mail server had taken it, or nothing was left to tell.
    """

    cause: str = Field(primary_key=True, max_length=255)
    account_id: UUID | None = Field(
        default=None, foreign_key="account.id", index=True, ondelete="CASCADE"
    )
    kind: str = Field(max_length=30)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
