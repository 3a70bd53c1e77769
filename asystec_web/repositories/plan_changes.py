"""Whose change of plan is being ordered; one statement each, so that one wins."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import PlanChange


async def take(
    session: AsyncSession,
    account_id: UUID,
    change_id: UUID,
    at: datetime,
    until: datetime,
) -> bool:
    """Take an account's turn, unless another confirmation has it now."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = PlanChange(account_id=account_id, change_id=change_id, until=until)
    taken = (
        dialect.insert(PlanChange)
        .values(row.model_dump())
        .on_conflict_do_update(
            index_elements=["account_id"],
            set_={"change_id": change_id, "until": until},
            where=(col(PlanChange.change_id) == change_id)
            | (col(PlanChange.until) <= at),
        )
        .returning(col(PlanChange.account_id))
    )
    return (await session.exec(taken)).first() is not None


async def give_back(session: AsyncSession, account_id: UUID, change_id: UUID) -> None:
    """End a turn, if it is still this confirmation's."""
    await session.exec(
        delete(PlanChange).where(
            col(PlanChange.account_id) == account_id,
            col(PlanChange.change_id) == change_id,
        )
    )
