"""What Stripe's events cause: each is worked on until that is done, once."""

from contextlib import suppress
from uuid import UUID

import structlog

from asystec_web.models import StripeEvent
from asystec_web.repositories import accounts, billing, notices, stripe_events
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.disputes import Disputes
from asystec_web.services.billing.failures import StripeMissing
from asystec_web.services.billing.occasions import trial_ending
from asystec_web.services.billing.refunds import Refunds
from asystec_web.services.billing.signed_events import Event, Subject
from asystec_web.services.billing.subscriptions import Subscriptions
from asystec_web.services.database import Database

log = structlog.get_logger(__name__)

# https://docs.stripe.com/billing/subscriptions/webhooks; what each of them says is
# asked for anew, so any of them will do in place of another that got lost.
TELLING = frozenset(
    {
        "checkout.session.completed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
        "checkout.session.expired",
        "customer.subscription.created",
        "customer.subscription.updated",
        "customer.subscription.deleted",
        "customer.subscription.paused",
        "customer.subscription.resumed",
        "customer.subscription.trial_will_end",
        "customer.subscription.pending_update_applied",
        "customer.subscription.pending_update_expired",
        "invoice.paid",
        "invoice.payment_failed",
        "invoice.payment_action_required",
        "customer.deleted",
        "charge.refunded",
        "charge.dispute.created",
        "charge.dispute.closed",
    }
)


class Events:
    """The ledger of events, and the work they cause."""

    def __init__(
        self,
        database: Database,
        subscriptions: Subscriptions,
        disputes: Disputes,
        refunds: Refunds,
    ) -> None:
        """Keep the ledger in a database."""
        self._database = database
        self._subscriptions = subscriptions
        self._disputes = disputes
        self._refunds = refunds

    async def apply(self, stripe: Conversation, event: Event) -> None:
        """Do an event's work, unless it is done; a failure leaves it undone.

        Two deliveries at the same moment may both work; that does no harm, for the
        work is to ask Stripe how things are.
        """
        if await self._is_done(event):
            return
        if event.type in TELLING:
            await self._look(stripe, event)
        async with self._database.transaction() as session:
            await stripe_events.finish(session, event.id)

    async def take_up(self, stripe: Conversation, event_id: str) -> None:
        """Do the work of an event that was left undone, as Stripe has it."""
        try:
            event = await stripe.event(event_id)
        except StripeMissing:
            # Stripe forgets after 30 days; what it told has been asked for since.
            log.warning("stripe_event_forgotten", event_id=event_id)
            async with self._database.transaction() as session:
                await stripe_events.finish(session, event_id)
            return
        await self.apply(stripe, event)

    async def _is_done(self, event: Event) -> bool:
        async with self._database.reading() as session:
            known = await stripe_events.find(session, event.id)
        if known is not None:
            return known.done_at is not None
        with suppress(stripe_events.EventKnown):
            async with self._database.transaction() as session:
                entry = StripeEvent(id=event.id, type=event.type)
                await stripe_events.add(session, entry)
        return False

    async def _look(self, stripe: Conversation, event: Event) -> None:
        subject = event.data.object
        if subject.object == "dispute" and subject.id:
            account_id = await self._disputes.look(stripe, subject.id)
        else:
            account_id = await self._account(subject)
        if subject.object == "charge" and subject.id:
            await self._refunds.look(stripe, subject.id)
        if account_id is None:
            log.info("stripe_event_of_nobody", event_id=event.id, type=event.type)
            return
        row = await self._subscriptions.sync(stripe, account_id)
        if row and event.type == "customer.subscription.trial_will_end":
            async with self._database.transaction() as session:
                for kind, cause in trial_ending(row):
                    await notices.add(session, cause, kind, account_id)

    async def _account(self, subject: Subject) -> UUID | None:
        async with self._database.transaction() as session:
            if subject.customer_id:
                account_id = await billing.account_of_customer(
                    session, subject.customer_id
                )
                if account_id is not None:
                    return account_id
            if subject.account_id is None:
                return None
            named = await accounts.with_id(session, subject.account_id)
            return named.id if named else None
