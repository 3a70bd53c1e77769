"""Looks again at whatever nobody may ever tell us about: webhooks get lost."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
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
# So many failures in a row are an outage, or a key that may not ask for this kind of
# thing: the next round comes soon enough, and other kinds have their own count.
_GIVE_UP = 3

Talk = Callable[[], Conversation]
Look = Callable[[Conversation], Awaitable[object]]


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
        for kind, looks in (await self._due()).items():
            failed = 0
            for look in looks:
                try:
                    await look(talk())
                    failed = 0
                except (BillingFailure, NotSignedIn) as failure:
                    failed += 1
                    log.warning(
                        "sweep_failed", kind=kind, failure=type(failure).__name__
                    )
                    if failed == _GIVE_UP:
                        break

    async def _due(self) -> Mapping[str, Sequence[Look]]:
        at = now()
        async with self._database.reading() as session:
            opened = await sweeping.open_attempts(session, at - SETTLED)
            overdue = await sweeping.overdue(session, at, at - LOOK_EVERY)
            events = await sweeping.undone_events(session, at - SETTLED)
        return {
            "disputes": [self._look_at_disputes],
            "refunds": [self._refunds.look_at_all],
            "events": [partial(self._take_up, each) for each in events],
            "attempts": [partial(self._settle, each) for each in opened],
            "subscriptions": [partial(self._sync, each) for each in overdue],
        }

    async def _take_up(self, event_id: str, stripe: Conversation) -> None:
        await self._events.take_up(stripe, event_id)

    async def _sync(self, account_id: UUID, stripe: Conversation) -> None:
        await self._subscriptions.sync(stripe, account_id)

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

    async def _settle(self, attempt: PlanAttempt, stripe: Conversation) -> None:
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
