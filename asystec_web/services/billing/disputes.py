"""Payments taken back by a bank: whoever disputes has no plan until that is settled."""

from datetime import timedelta
from uuid import UUID

import structlog

from asystec_web.models.columns import now
from asystec_web.repositories import billing, notices
from asystec_web.repositories import disputes as rows
from asystec_web.services.billing import answers
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.failures import StripeMissing
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
            return await self._write(await stripe.dispute(dispute_id))
        except StripeMissing:
            log.warning("dispute_unknown", dispute=dispute_id)
            return None

    async def look_at_all(self, stripe: Conversation) -> set[UUID]:
        """Bring all of the last months up to date; tells whose they are."""
        since = int((now() - LOOK_BACK).timestamp())
        listed = await stripe.disputes(since)
        return {whose for each in listed if (whose := await self._write(each))}

    async def _write(self, dispute: answers.Dispute) -> UUID | None:
        async with self._database.transaction() as session:
            customer = dispute.customer_id
            whose = customer and await billing.account_of_customer(session, customer)
            closed = dispute.status in rows.FINAL
            cause = f"dispute:{dispute.id}:{'closed' if closed else 'open'}"
            await notices.add(session, cause, Occasion.DISPUTE, whose or None)
            if not whose:
                log.error("dispute_of_nobody", dispute=dispute.id)
                return None
            status = dispute.status[:_STATUS]
            await rows.write(session, dispute.id, whose, status)
        log.error("payment_disputed", dispute=dispute.id, status=status)
        return whose
