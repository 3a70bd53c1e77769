"""A business and what hangs on it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import (
    Business,
    ChosenActivity,
    Consecutive,
    HaciendaConnection,
)


async def of_account(session: AsyncSession, account_id: UUID) -> Business | None:
    """Find the business of an account."""
    query = select(Business).where(Business.account_id == account_id)
    return (await session.exec(query)).first()


async def activities(
    session: AsyncSession, business_id: UUID
) -> Sequence[ChosenActivity]:
    """List the chosen activities as they were chosen."""
    query = (
        select(ChosenActivity)
        .where(ChosenActivity.business_id == business_id)
        .order_by(col(ChosenActivity.position))
    )
    return (await session.exec(query)).all()


async def replace_activities(
    session: AsyncSession, business_id: UUID, codes: Sequence[str], main: str
) -> None:
    """Choose these activities and no others."""
    chosen = col(ChosenActivity.business_id) == business_id
    await session.exec(delete(ChosenActivity).where(chosen))
    session.add_all(
        ChosenActivity(
            business_id=business_id, code=code, position=position, is_main=code == main
        )
        for position, code in enumerate(codes)
    )


async def connection(
    session: AsyncSession, business_id: UUID
) -> HaciendaConnection | None:
    """Find how the business is connected with Hacienda."""
    return await session.get(HaciendaConnection, business_id)


async def consecutives(
    session: AsyncSession, business_id: UUID
) -> Sequence[Consecutive]:
    """List the next numbers."""
    query = (
        select(Consecutive)
        .where(Consecutive.business_id == business_id)
        .order_by(
            col(Consecutive.branch),
            col(Consecutive.terminal),
            col(Consecutive.document_type),
        )
    )
    return (await session.exec(query)).all()


async def replace_consecutives(
    session: AsyncSession, business_id: UUID, numbers: Sequence[Consecutive]
) -> None:
    """Keep these next numbers and no others."""
    kept = col(Consecutive.business_id) == business_id
    await session.exec(delete(Consecutive).where(kept))
    session.add_all(numbers)
