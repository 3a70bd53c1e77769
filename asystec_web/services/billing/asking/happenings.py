"""What happened without us."""

from asystec_web.services.billing import answers
from asystec_web.services.billing.asking.door import MOST, Door
from asystec_web.services.billing.signed_events import Event


class AsksWhatHappened(Door):
    """Events, disputes and refunds, read again from where they are true."""

    async def event(self, event_id: str) -> Event:
        """Give an event that arrived once; Stripe keeps them for 30 days."""
        return await self._read(Event, self._v1.events.retrieve_async(event_id))

    async def dispute(self, dispute_id: str) -> answers.Dispute:
        """Give a dispute, with the payment it is about."""
        asked = self._v1.disputes.retrieve_async(dispute_id, {"expand": ["charge"]})
        return await self._read(answers.Dispute, asked)

    async def disputes(self, since: int) -> list[answers.Dispute]:
        """Give the disputes that began since a moment, with their payments."""
        asked = self._v1.disputes.list_async(
            {"created": {"gte": since}, "limit": MOST, "expand": ["data.charge"]}
        )
        return await self._read_all(answers.Dispute, asked)

    async def refunds(self, since: int) -> list[answers.Refund]:
        """Give the refunds made since a moment, with their payments."""
        asked = self._v1.refunds.list_async(
            {"created": {"gte": since}, "limit": MOST, "expand": ["data.charge"]}
        )
        return await self._read_all(answers.Refund, asked)

    async def refunds_of(self, charge_id: str) -> list[answers.Refund]:
        """Give what was given back of one payment."""
        asked = self._v1.refunds.list_async(
            {"charge": charge_id, "limit": MOST, "expand": ["data.charge"]}
        )
        return await self._read_all(answers.Refund, asked)
