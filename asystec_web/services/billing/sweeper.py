"""Looks again at whatever nobody may ever tell us about: webhooks get lost."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import structlog

from asystec_web.errors.account import NotSignedIn
from asystec_web.errors.billing import BillingFailure
from asystec_web.models import AttemptStatus, PlanAttempt
from asystec_web.models.columns import now
from asystec_web.repositories import attempts, disputes, sweeping
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.disputes import Disputes
from asystec_web.services.billing.events import Events
from asystec_web.services.billing.failures import StripeMissing
from asystec_web.services.billing.payment_page import PAGE_LIFE
from asystec_web.services.billing.refunds import Refunds
from asystec_web.services.billing.subscriptions import Subscriptions
from asystec_web.services.database import Database

log = structlog.get_logger(__name__)

# Whoever is still paying, or being told about, needs no help.
SETTLED = timedelta(minutes=3)
# Stripe renews within an hour or so after the period; a paused one stays past it.
LOOK_EVERY = timedelta(hours=1)
# So many failures in a row are an outage: the next round comes soon enough.
_GIVE_UP = 3

Talk = Callable[[], Conversation]


class Sweeper:
    """One round over all accounts; safe to end halfway and to begin again."""

    def __init__(
        self,
        database: Database,
        subscriptions: Subscriptions,
        events: Events,
        disputes: Disputes,
        refunds: Refunds,
    ) -> None:
        """Sweep what is in a database."""
        self._database = database
        self._subscriptions = subscriptions
        self._events = events
        self._disputes = disputes
        self._refunds = refunds

    async def sweep(self, talk: Talk) -> None:
        """Look at everything that is due; each with a conversation of its own."""
        failed = 0
        async for look in self._due():
            try:
                await look(talk())
                failed = 0
            except (BillingFailure, NotSignedIn) as failure:
                failed += 1
                log.warning("sweep_failed", failure=type(failure).__name__)
                if failed == _GIVE_UP:
                    return

    async def _due(self) -> AsyncIterator[Callable[[Conversation], Awaitable[object]]]:
        at = now()
        async with self._database.reading() as session:
            opened = await sweeping.open_attempts(session, at - SETTLED)
            overdue = await sweeping.overdue(session, at, at - LOOK_EVERY)
            events = await sweeping.undone_events(session, at - SETTLED)
        yield self._look_at_disputes
        yield self._refunds.look_at_all
        for event_id in events:
            yield lambda stripe, each=event_id: self._events.take_up(stripe, each)
        for attempt in opened:
            yield lambda stripe, each=attempt: self._settle(stripe, each)
        for account_id in overdue:
            yield lambda stripe, each=account_id: self._subscriptions.sync(stripe, each)

    async def _look_at_disputes(self, stripe: Conversation) -> None:
        for news in await self._disputes.look_at_all(stripe):
            await self._follow(stripe, news.account_id)

    async def _follow(self, stripe: Conversation, account_id: UUID) -> None:
        """Let the row follow a dispute, if it does not already."""
        known = await self._subscriptions.known(account_id)
        async with self._database.reading() as session:
            disputed = await disputes.is_disputed(session, account_id)
        if known is not None and known.disputed != disputed:
            await self._subscriptions.sync(stripe, account_id)

    async def _settle(self, stripe: Conversation, attempt: PlanAttempt) -> None:
        """Find out what became of an attempt: paid, over, or still open."""
        await self._subscriptions.sync(stripe, attempt.account_id)
        status = await self._status(stripe, attempt)
        if status is not None:
            async with self._database.transaction() as session:
                await attempts.end(session, attempt.id, status)

    async def _status(
        self, stripe: Conversation, attempt: PlanAttempt
    ) -> AttemptStatus | None:
        over = now() - attempt.created_at > PAGE_LIFE + SETTLED
        if attempt.checkout_session_id is None:
            # Its page, if one was ever opened, can no longer be paid; had it been,
            # its subscription would have been listed.
            return AttemptStatus.EXPIRED if over else None
        try:
            page = await stripe.session(attempt.checkout_session_id)
        except StripeMissing:
            return AttemptStatus.EXPIRED
        ends = {"complete": AttemptStatus.PAID, "expired": AttemptStatus.EXPIRED}
        return ends.get(page.status or "")
