"""Payments given back: the operator is told of each once, and nothing else changes."""

from collections.abc import Iterable
from datetime import timedelta

import structlog

from asystec_web.models.columns import now
from asystec_web.repositories import billing, notices
from asystec_web.services.billing import answers
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.failures import StripeMissing
from asystec_web.services.billing.occasions import Occasion
from asystec_web.services.database import Database

log = structlog.get_logger(__name__)

# As long as Stripe remembers events; whoever was away for longer has other worries.
LOOK_BACK = timedelta(days=30)
_CAME_TO_NOTHING = frozenset({"failed", "canceled"})


class Refunds:
    """What was given back, as Stripe says."""

    def __init__(self, database: Database) -> None:
        """Note in a database what is to be told."""
        self._database = database

    async def look(self, stripe: Conversation, charge_id: str) -> None:
        """Look at what was given back of one payment."""
        try:
            await self._tell(await stripe.refunds_of(charge_id))
        except StripeMissing:
            log.warning("charge_unknown", charge=charge_id)

    async def look_at_all(self, stripe: Conversation) -> None:
        """Look at all of the last days: events get lost."""
        await self._tell(await stripe.refunds(int((now() - LOOK_BACK).timestamp())))

    async def _tell(self, made: Iterable[answers.Refund]) -> None:
        for refund in made:
            if refund.status not in _CAME_TO_NOTHING:
                await self._note(refund)

    async def _note(self, refund: answers.Refund) -> None:
        async with self._database.transaction() as session:
            customer = refund.customer_id
            whose = customer and await billing.account_of_customer(session, customer)
            cause = f"refund:{refund.id}"
            new = await notices.add(session, cause, Occasion.REFUND, whose or None)
        if new:
            log.error("payment_refunded", refund=refund.id)
