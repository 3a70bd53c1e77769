"""Who has had a free trial: one row for each cédula, whose key decides."""

from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import (
    AttemptStatus,
    Business,
    PlanAttempt,
    Subscription,
    TrialClaim,
)


class TrialTaken(Exception):
    """The cédula has no trial to give: had, or offered on another page."""


async def is_free(session: AsyncSession, account_id: UUID) -> bool:
    """Tell whether an account may be offered a trial.

    Its own open page keeps the cédula's trial for it.
    """
    if await session.get(Subscription, account_id) is not None:
        return False
    number = await _cedula(session, account_id)
    if number is None:
        return False
    claim = await session.get(TrialClaim, number)
    if claim is None:
        return True
    own = select(PlanAttempt.id).where(
        PlanAttempt.id == claim.attempt_id,
        PlanAttempt.account_id == account_id,
        PlanAttempt.status == AttemptStatus.OPEN.value,
    )
    return (await session.exec(own)).first() is not None


async def claim(session: AsyncSession, attempt: PlanAttempt) -> None:
    """Keep a cédula's trial for an attempt that has just been added.

    Raises:
        TrialTaken: Somebody has it, or had it.
    """
    number = await _cedula(session, attempt.account_id)
    if number is None or await session.get(Subscription, attempt.account_id):
        raise TrialTaken
    session.add(TrialClaim(id_number=number, attempt_id=attempt.id))
    try:
        await session.flush()
    except IntegrityError:
        raise TrialTaken from None


async def end_claim(session: AsyncSession, attempt_id: UUID, *, spent: bool) -> None:
    """Let a trial be spent for good, or be free for the next page."""
    own = col(TrialClaim.attempt_id) == attempt_id
    if spent:
        await session.exec(update(TrialClaim).where(own).values(attempt_id=None))
    else:
        await session.exec(delete(TrialClaim).where(own))


async def spend(session: AsyncSession, account_id: UUID) -> None:
    """Note that the account's cédula has subscribed: no trial is left for it."""
    number = await _cedula(session, account_id)
    if number is None:
        return
    kind = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = TrialClaim(id_number=number).model_dump()
    added = kind.insert(TrialClaim).values(row)
    await session.exec(
        added.on_conflict_do_update(
            index_elements=["id_number"], set_={"attempt_id": None}
        )
    )


async def _cedula(session: AsyncSession, account_id: UUID) -> str | None:
    owned = select(Business.id_number).where(Business.account_id == account_id)
    return (await session.exec(owned)).first()
