"""Attempts to pay, and the payment pages they led to."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import AttemptStatus, PlanAttempt
from asystec_web.models.columns import now
from asystec_web.repositories import trials

# How PostgreSQL and SQLite name the index of open attempts when it refuses a row.
_OPEN_ATTEMPT = ("uq_plan_attempt_open", "plan_attempt.account_id")


class AttemptOpen(Exception):
    """The account has an open attempt already: the unique index says so."""


async def open_one(session: AsyncSession, account_id: UUID) -> PlanAttempt | None:
    """Find the one open attempt of an account."""
    found = select(PlanAttempt).where(
        PlanAttempt.account_id == account_id,
        PlanAttempt.status == AttemptStatus.OPEN.value,
    )
    return (await session.exec(found)).first()


async def with_page(session: AsyncSession, checkout_session: str) -> PlanAttempt | None:
    """Find the attempt that led to a payment page."""
    found = select(PlanAttempt).where(
        PlanAttempt.checkout_session_id == checkout_session
    )
    return (await session.exec(found)).first()


async def add(session: AsyncSession, attempt: PlanAttempt) -> None:
    """Open an attempt.

    Raises:
        AttemptOpen: Somebody was faster.
    """
    session.add(attempt)
    try:
        await session.flush()
    except IntegrityError as refused:
        if any(name in str(refused.orig) for name in _OPEN_ATTEMPT):
            raise AttemptOpen from None
        raise


async def keep_page(
    session: AsyncSession, attempt_id: UUID, checkout_session: str
) -> bool:
    """Tie a payment page to its attempt; false when the attempt is over."""
    kept = await session.exec(
        update(PlanAttempt)
        .where(
            col(PlanAttempt.id) == attempt_id,
            col(PlanAttempt.status) == AttemptStatus.OPEN.value,
        )
        .values(checkout_session_id=checkout_session)
    )
    return kept.rowcount == 1


async def keep_return(
    session: AsyncSession, account_id: UUID, checkout_session: str
) -> None:
    """Note that somebody came back from the payment page of their open attempt."""
    await session.exec(
        update(PlanAttempt)
        .where(
            col(PlanAttempt.account_id) == account_id,
            col(PlanAttempt.checkout_session_id) == checkout_session,
            col(PlanAttempt.status) == AttemptStatus.OPEN.value,
            col(PlanAttempt.returned_at).is_(None),
        )
        .values(returned_at=now())
    )


async def end(session: AsyncSession, attempt_id: UUID, status: AttemptStatus) -> None:
    """Close an attempt that is open; its trial is spent, or free again."""
    await trials.end_claim(session, attempt_id, spent=status is AttemptStatus.PAID)
    await session.exec(
        update(PlanAttempt)
        .where(
            col(PlanAttempt.id) == attempt_id,
            col(PlanAttempt.status) == AttemptStatus.OPEN.value,
        )
        .values(status=status.value)
    )
