"""Payments that a bank is asked to take back."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import Dispute
from asystec_web.models.columns import now

# https://docs.stripe.com/api/disputes/object#dispute_object-status
IN_OUR_FAVOUR = ("won", "warning_closed", "prevented")
LOST = "lost"
FINAL = (*IN_OUR_FAVOUR, LOST)
# Our own word: an operator has lifted what a lost one did.
SETTLED = "settled"
_SUSPENDS_NOBODY = (*IN_OUR_FAVOUR, SETTLED)


async def is_disputed(session: AsyncSession, account_id: UUID) -> bool:
    """Tell whether a dispute is open, or was lost and not lifted."""
    found = select(Dispute.id).where(
        Dispute.account_id == account_id, col(Dispute.status).not_in(_SUSPENDS_NOBODY)
    )
    return (await session.exec(found)).first() is not None


async def suspending(session: AsyncSession) -> Sequence[Dispute]:
    """List those for which somebody is suspended, oldest first."""
    found = select(Dispute).where(col(Dispute.status).not_in(_SUSPENDS_NOBODY))
    return (await session.exec(found.order_by(col(Dispute.updated_at)))).all()


async def with_id(session: AsyncSession, dispute_id: str) -> Dispute | None:
    """Find a dispute."""
    return await session.get(Dispute, dispute_id)


async def settle(session: AsyncSession, dispute_id: str) -> bool:
    """Let a lost dispute suspend nobody any more; false when it is not lost."""
    settled = await session.exec(
        update(Dispute)
        .where(col(Dispute.id) == dispute_id, col(Dispute.status) == LOST)
        .values(status=SETTLED, updated_at=now())
    )
    return settled.rowcount == 1


async def write(
    session: AsyncSession, dispute_id: str, account_id: UUID, status: str
) -> bool:
    """Write how a dispute stands; false when that is known, or it is final already.

    What is final stays, however late an answer is.
    """
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = Dispute(id=dispute_id, account_id=account_id, status=status).model_dump()
    added = dialect.insert(Dispute).values(row)
    written = added.on_conflict_do_update(
        index_elements=["id"],
        set_={"status": status, "updated_at": now()},
        where=col(Dispute.status).not_in((*FINAL, SETTLED, status)),
    ).returning(col(Dispute.id))
    return (await session.exec(written)).first() is not None
