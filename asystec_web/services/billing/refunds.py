"""Payments given back: the operator is told of each once, and nothing else changes."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

import structlog

from asystec_web.models.columns import now
from asystec_web.repositories import billing, notices
from asystec_web.services.billing import answers
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.failures import StripeMissing
from asystec_web.services.billing.news import News
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
        """Look at what was given back of one payment, whoever it was of."""
        try:
            made = await stripe.refunds_of(charge_id)
        except StripeMissing:
            log.warning("charge_unknown", charge=charge_id)
            return
        ours = await self._whose(made)
        for refund in made:
            await self._tell(refund, ours.get(refund.customer_id))

    async def look_at_all(self, stripe: Conversation) -> list[News]:
        """Look at those of the last days: events get lost. Gives what was not known.

        Those of nobody we know are left out: a Stripe account may be older than this
        installation, or sell other things as well.
        """
        made = await stripe.refunds(int((now() - LOOK_BACK).timestamp()))
        ours = await self._whose(made)
        return [
            News(whose, f"refund {refund.id}", None, refund.status or "")
            for refund in made
            if (whose := ours.get(refund.customer_id))
            and await self._tell(refund, whose)
        ]

    async def _whose(self, made: Iterable[answers.Refund]) -> Mapping[str | None, UUID]:
        async with self._database.reading() as session:
            return await billing.accounts_of_customers(
                session, {each.customer_id for each in made}
            )

    async def _tell(self, refund: answers.Refund, whose: UUID | None) -> bool:
        """Have the operator told, once; tells whether that is new."""
        if refund.status in _CAME_TO_NOTHING:
            return False
        async with self._database.transaction() as session:
            cause = f"refund:{refund.id}"
            new = await notices.add(session, cause, Occasion.REFUND, whose)
        if new:
            log.error("payment_refunded", refund=refund.id)
        return new
