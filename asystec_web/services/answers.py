"""Everything an account has answered so far, read in one go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.flow.journey import Journey
from asystec_web.flow.pending import Pending, is_ready, pending_steps
from asystec_web.flow.steps import Step
from asystec_web.models import (
    Account,
    Business,
    CandidateStatus,
    ChosenActivity,
    ConnectionCandidate,
    ConnectionStatus,
    Consecutive,
    HaciendaConnection,
    Subscription,
)
from asystec_web.models.columns import now
from asystec_web.repositories import billing, businesses, connections
from asystec_web.services.billing import entitles
from asystec_web.services.database import Database


@dataclass(frozen=True, slots=True)
class Answers:
    """The rows of one account; position and readiness are asked of them."""

    account: Account
    business: Business | None = None
    activities: Sequence[ChosenActivity] = ()
    connection: HaciendaConnection | None = None
    candidate: ConnectionCandidate | None = None
    consecutives: Sequence[Consecutive] = ()
    subscription: Subscription | None = None
    at: datetime = field(default_factory=now)

    @property
    def key_expired(self) -> bool:
        """Whether the key that was accepted can no longer sign."""
        expires = self.connection and self.connection.key_expires_at
        return expires is not None and expires <= self.at

    @property
    def connected(self) -> bool:
        """Whether Hacienda accepted what the business gave us, and it still holds."""
        return (
            self.connection is not None
            and self.connection.status == ConnectionStatus.CONNECTED
            and not self.key_expired
        )

    @property
    def in_tests(self) -> bool:
        """Whether it is Hacienda's sandbox: nothing that is issued there is valid."""
        return (
            self.connected
            and self.connection is not None
            and self.connection.environment == "stag"
        )

    @property
    def activities_confirmed(self) -> bool:
        """Whether the person said that these are the activities."""
        return (
            self.business is not None
            and self.business.activities_confirmed_at is not None
            and bool(self.activities)
        )

    @property
    def subscribed(self) -> bool:
        """Whether a subscription entitles the account."""
        return self.subscription is not None and entitles(self.subscription)

    @property
    def journey(self) -> Journey:
        """Where the account may go."""
        holds = {
            Step.BUSINESS: self.business is not None,
            Step.ACTIVITIES: self.activities_confirmed,
            Step.HACIENDA: self.connection is not None or self.candidate is not None,
            Step.CONSECUTIVES: bool(self.consecutives),
            Step.PLAN: self.subscribed,
        }
        return Journey(frozenset(step for step, answered in holds.items() if answered))

    @property
    def pending(self) -> tuple[Pending, ...]:
        """What still keeps the business from invoicing."""
        return pending_steps(
            self.journey.answered,
            hacienda_connected=self.connected,
            email_confirmed=self.account.email_confirmed_at is not None,
        )

    @property
    def ready(self) -> bool:
        """Whether invoices can be issued."""
        return is_ready(self.pending)


async def _candidate(
    session: AsyncSession, business_id: UUID
) -> ConnectionCandidate | None:
    """Find what still counts: an accepted one only waits for its letter to leave."""
    found = await connections.candidate(session, business_id)
    accepted = found is not None and found.status == CandidateStatus.ACCEPTED
    return None if accepted else found


async def read_answers(database: Database, account: Account) -> Answers:
    """Read everything that hangs on an account."""
    async with database.reading() as session:
        business = await businesses.of_account(session, account.id)
        subscription = await billing.subscription_of(session, account.id)
        if business is None:
            return Answers(account, subscription=subscription)
        return Answers(
            account,
            business,
            await businesses.activities(session, business.id),
            await businesses.connection(session, business.id),
            await _candidate(session, business.id),
            await businesses.consecutives(session, business.id),
            subscription,
        )
