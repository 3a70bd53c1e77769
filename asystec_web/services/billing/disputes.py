"""Payments taken back by a bank: whoever disputes has no plan until that is settled."""

from datetime import timedelta
from uuid import UUID

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models.columns import now
from asystec_web.repositories import billing, notices
from asystec_web.repositories import disputes as rows
from asystec_web.services.billing import answers
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.failures import StripeMissing
from asystec_web.services.billing.news import News
from asystec_web.services.billing.occasions import Occasion
from asystec_web.services.database import Database

log = structlog.get_logger(__name__)

# Banks allow people to dispute for some four months, and take some two to decide.
LOOK_BACK = timedelta(days=180)
_STATUS = 30


class Disputes:
    """What became of disputes, as Stripe says."""

    def __init__(self, database: Database) -> None:
        """Keep them in a database."""
        self._database = database

    async def look(self, stripe: Conversation, dispute_id: str) -> UUID | None:
        """Bring one dispute up to date; tells whose it is."""
        try:
            dispute = await stripe.dispute(dispute_id)
        except StripeMissing:
            log.warning("dispute_unknown", dispute=dispute_id)
            return None
        async with self._database.transaction() as session:
            customer = dispute.customer_id
            whose = customer and await billing.account_of_customer(session, customer)
            if not whose:
                # Somebody has to answer it all the same.
                await _tell(session, dispute, None)
                return None
            await _write(session, dispute, whose)
        return whose

    async def look_at_all(self, stripe: Conversation) -> list[News]:
        """Bring those of the last months up to date; tells how each stands.

        Those of nobody we know are left out: a Stripe account may be older than this
        installation, or sell other things as well.
        """
        listed = await stripe.disputes(int((now() - LOOK_BACK).timestamp()))
        async with self._database.reading() as session:
            ours = await billing.accounts_of_customers(
                session, {each.customer_id for each in listed}
            )
        found: list[News] = []
        for dispute in listed:
            whose = ours.get(dispute.customer_id)
            if whose is not None:
                async with self._database.transaction() as session:
                    found.append(await _write(session, dispute, whose))
        return found


async def _write(session: AsyncSession, dispute: answers.Dispute, whose: UUID) -> News:
    await _tell(session, dispute, whose)
    before = await rows.with_id(session, dispute.id)
    was = before.status if before else None
    status = dispute.status[:_STATUS]
    if not await rows.write(session, dispute.id, whose, status):
        status = was or status
    return News(whose, f"dispute {dispute.id}", was, status)


async def _tell(
    session: AsyncSession, dispute: answers.Dispute, whose: UUID | None
) -> None:
    closed = dispute.status in rows.FINAL
    cause = f"dispute:{dispute.id}:{'closed' if closed else 'open'}"
    if await notices.add(session, cause, Occasion.DISPUTE, whose):
        log.error("payment_disputed", dispute=dispute.id, status=dispute.status)
