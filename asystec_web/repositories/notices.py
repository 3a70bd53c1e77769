"""Letters about payments: what is to be told, once for each cause."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import BillingNotice
from asystec_web.models.columns import now

_MOST = 100


async def add(
    session: AsyncSession, cause: str, kind: str, account_id: UUID | None
) -> bool:
    """Note that something is to be told; false when it was noted before."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = BillingNotice(cause=cause, kind=kind, account_id=account_id).model_dump()
    added = dialect.insert(BillingNotice).values(row)
    new = added.on_conflict_do_nothing().returning(col(BillingNotice.cause))
    return (await session.exec(new)).first() is not None


async def untold(session: AsyncSession) -> Sequence[BillingNotice]:
    """List what is still to be told, oldest first."""
    found = select(BillingNotice).where(col(BillingNotice.closed_at).is_(None))
    ordered = found.order_by(col(BillingNotice.created_at)).limit(_MOST)
    return (await session.exec(ordered)).all()


async def close(session: AsyncSession, cause: str) -> None:
    """Note that it was told, or that nothing is left to tell."""
    await session.exec(
        update(BillingNotice)
        .where(col(BillingNotice.cause) == cause)
        .values(closed_at=now())
    )
