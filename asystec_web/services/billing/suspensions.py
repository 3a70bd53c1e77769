"""Who is suspended by a dispute, and lifting that: `asystec stripe-disputes`."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import Dispute
from asystec_web.repositories import billing, disputes
from asystec_web.services.database import Database


class NotLifted(Exception):
    """A suspension stays; says why."""


async def suspensions(database: Database) -> Sequence[Dispute]:
    """List the disputes that suspend somebody, oldest first."""
    async with database.reading() as session:
        return await disputes.suspending(session)


async def lift(database: Database, dispute_id: str) -> UUID:
    """Let a lost dispute suspend nobody any more; tells whose it was.

    Stripe need not be asked: that a dispute suspends is our doing.

    Raises:
        NotLifted: It is unknown, not decided yet, or suspends nobody.
    """
    try:
        async with database.transaction() as session:
            known = await disputes.with_id(session, dispute_id)
            if known is None or not await disputes.settle(session, dispute_id):
                raise NotLifted(_why_not(dispute_id, known))
            await _follow(session, known.account_id)
    except billing.SubscriptionOvertaken:
        message = "Stripe was asked about the account at this moment; run this again."
        raise NotLifted(message) from None
    return known.account_id


def _why_not(dispute_id: str, known: Dispute | None) -> str:
    if known is None:
        return f"{dispute_id} is not known; `list` shows those that suspend."
    if known.status in {*disputes.FINAL, disputes.SETTLED}:
        return f"{dispute_id} is {known.status}: it suspends nobody."
    return f"{dispute_id} is {known.status}: answer it in Stripe, which decides."


async def _follow(session: AsyncSession, account_id: UUID) -> None:
    """Let the row say whether the account is still disputed, by another dispute."""
    row = await billing.subscription_of(session, account_id)
    if row is not None:
        session.expunge(row)
        row.disputed = await disputes.is_disputed(session, account_id)
        await billing.write_subscription(session, row, row.updated_at)
