"""Connections with Hacienda: proven, and candidates for it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import (
    Account,
    Business,
    CandidateStatus,
    ConnectionCandidate,
    ConnectionStatus,
    HaciendaConnection,
)


async def candidate(
    session: AsyncSession, business_id: UUID
) -> ConnectionCandidate | None:
    """Find what a business gave and Hacienda has still to accept."""
    return await session.get(ConnectionCandidate, business_id)


async def forget_candidate(session: AsyncSession, business_id: UUID) -> None:
    """Throw away what was given and not accepted."""
    row = col(ConnectionCandidate.business_id) == business_id
    await session.exec(delete(ConnectionCandidate).where(row))


async def owner_of(
    session: AsyncSession, business_id: UUID
) -> tuple[Account, Business] | None:
    """Find a business and whose it is."""
    query = (
        select(Account, Business)
        .join(Business, col(Business.account_id) == Account.id)
        .where(Business.id == business_id)
    )
    return (await session.exec(query)).first()


async def due(
    session: AsyncSession, at: datetime, most: int
) -> Sequence[ConnectionCandidate]:
    """List candidates for whom it is time to ask Hacienda, longest waiting first."""
    query = (
        select(ConnectionCandidate)
        .where(
            ConnectionCandidate.status == CandidateStatus.WAITING.value,
            col(ConnectionCandidate.next_try_at) <= at,
        )
        .order_by(col(ConnectionCandidate.next_try_at))
        .limit(most)
    )
    return (await session.exec(query)).all()


async def untold(session: AsyncSession, most: int) -> Sequence[ConnectionCandidate]:
    """List candidates about whom a letter has still to leave."""
    query = (
        select(ConnectionCandidate)
        .where(col(ConnectionCandidate.letter_due))
        .order_by(col(ConnectionCandidate.given_at))
        .limit(most)
    )
    return (await session.exec(query)).all()


async def expiring(
    session: AsyncSession,
    between: tuple[datetime, datetime],
    after: UUID | None,
    most: int,
) -> Sequence[tuple[HaciendaConnection, Account]]:
    """List keys that expire between two days, with whom to remind of it."""
    query = (
        select(HaciendaConnection, Account)
        .join(Business, col(Business.id) == HaciendaConnection.business_id)
        .join(Account, col(Account.id) == Business.account_id)
        .where(
            HaciendaConnection.status != ConnectionStatus.DEFERRED.value,
            col(HaciendaConnection.key_expires_at).between(*between),
            or_(
                col(HaciendaConnection.reminded_days) == 0,
                col(HaciendaConnection.reminded_days) > 1,
            ),
        )
        .order_by(col(HaciendaConnection.business_id))
        .limit(most)
    )
    if after is not None:
        query = query.where(col(HaciendaConnection.business_id) > after)
    return (await session.exec(query)).all()


async def note_reminder(
    session: AsyncSession, reminded: HaciendaConnection, days: int
) -> None:
    """Note a reminder, unless the key was replaced meanwhile."""
    await session.exec(
        update(HaciendaConnection)
        .where(
            col(HaciendaConnection.business_id) == reminded.business_id,
            col(HaciendaConnection.key_expires_at) == reminded.key_expires_at,
        )
        .values(reminded_days=days)
    )
