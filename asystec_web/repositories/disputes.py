"""Payments that a bank is asked to take back."""

from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import Dispute
from asystec_web.models.columns import now

# https://docs.stripe.com/api/disputes/object#dispute_object-status
IN_OUR_FAVOUR = ("won", "warning_closed", "prevented")
FINAL = (*IN_OUR_FAVOUR, "lost")


async def is_disputed(session: AsyncSession, account_id: UUID) -> bool:
    """Tell whether a dispute is open, or was lost."""
    found = select(Dispute.id).where(
        Dispute.account_id == account_id, col(Dispute.status).not_in(IN_OUR_FAVOUR)
    )
    return (await session.exec(found)).first() is not None


async def write(
    session: AsyncSession, dispute_id: str, account_id: UUID, status: str
) -> None:
    """Write how a dispute stands; what is final stays, however late an answer is."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = Dispute(id=dispute_id, account_id=account_id, status=status).model_dump()
    added = dialect.insert(Dispute).values(row)
    await session.exec(
        added.on_conflict_do_update(
            index_elements=["id"],
            set_={"status": status, "updated_at": now()},
            where=col(Dispute.status).not_in(FINAL),
        )
    )
