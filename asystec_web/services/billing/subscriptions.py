"""What Stripe says of an account's subscription, brought into one row."""

from contextlib import suppress
from uuid import UUID

import structlog

from asystec_web.errors.billing import BillingUnavailable
from asystec_web.models import AttemptStatus, Subscription
from asystec_web.repositories import attempts, billing, disputes, notices, trials
from asystec_web.services.billing import answers, counting
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.customers import Customers
from asystec_web.services.billing.failures import StripeMissing
from asystec_web.services.billing.occasions import occasions
from asystec_web.services.billing.products import Products
from asystec_web.services.billing.schedules import agreed_change
from asystec_web.services.database import Database

log = structlog.get_logger(__name__)


class Subscriptions:
    """The rows; Stripe alone decides what they say."""

    def __init__(self, database: Database, customers: Customers) -> None:
        """Keep the rows in a database."""
        self._database = database
        self._customers = customers
        self._products = Products()

    async def known(self, account_id: UUID) -> Subscription | None:
        """Give what was last known, without asking Stripe."""
        async with self._database.transaction() as session:
            return await billing.subscription_of(session, account_id)

    async def sync(self, stripe: Conversation, account_id: UUID) -> Subscription | None:
        """Make the row say what Stripe says now, whoever else does so meanwhile.

        No transaction is open while Stripe is asked. Instead the row is written only
        if nobody wrote it since before the asking began; otherwise the answer may be
        older than the row, and Stripe is asked again. So the last writing rests on
        the latest asking, in any number of processes.

        Whoever is overtaken a second time is done: that writer looked at the row
        after the first one had written it, hence asked Stripe after we were called.
        """
        for _ in range(2):
            seen = await self.known(account_id)
            listed = await self._listed(stripe, account_id, seen)
            chosen = counting.choose(listed)
            row = await self._row(stripe, account_id, chosen) if chosen else seen
            if row is not None:
                row.duplicate = len(counting.live(listed)) > 1
            try:
                await self._write(row, seen, chosen)
            except billing.SubscriptionOvertaken:
                continue
            return row
        return await self.known(account_id)

    async def _listed(
        self, stripe: Conversation, account_id: UUID, seen: Subscription | None
    ) -> list[answers.Subscription]:
        payer = await self._customers.known(account_id)
        listed: list[answers.Subscription] = []
        missing = False
        if payer.customer is not None:
            try:
                listed = await stripe.subscriptions(payer.customer)
            except StripeMissing as gone:
                if gone.param != "customer":
                    raise
                missing = True
        live = counting.live(listed)
        if len(live) > 1:
            log.error("two_live_subscriptions", account=str(account_id), live=live)
        if seen and not live and counting.is_live(seen.status):
            listed = await self._with_seen(stripe, seen, listed)
        if missing and not any(counting.is_live(each.status) for each in listed):
            await self._customers.forget(account_id, payer.generation)
        return listed

    async def _with_seen(
        self,
        stripe: Conversation,
        seen: Subscription,
        listed: list[answers.Subscription],
    ) -> list[answers.Subscription]:
        """Have Stripe itself say how a live subscription stands that it left out.

        It never forgets one, not even with its customer. If it does not know it, we
        are asking with the key of another account, and believing that would take
        the plan away from everybody.
        """
        sought = seen.stripe_subscription_id
        if any(each.id == sought for each in listed):
            return listed
        with suppress(StripeMissing):
            return [*listed, await stripe.subscription(sought)]
        account = str(seen.account_id)
        log.error("live_subscription_unknown", account=account, sought=sought)
        raise BillingUnavailable

    async def _row(
        self,
        stripe: Conversation,
        account_id: UUID,
        chosen: answers.Subscription,
    ) -> Subscription:
        price = chosen.items.data[0].price
        product = await self._products.find(stripe, price.product_id)
        row = counting.row_of(account_id, chosen, product)
        if chosen.schedule is not None:
            coming = await agreed_change(stripe, chosen.schedule, self._products)
            row.next_plan_name = coming.plan_name
            row.next_cycle, row.next_amount = coming.cycle, coming.amount
        return row

    async def _write(
        self,
        row: Subscription | None,
        seen: Subscription | None,
        chosen: answers.Subscription | None,
    ) -> None:
        async with self._database.transaction() as session:
            attempt = counting.attempt_of(chosen)
            if attempt is not None:
                await attempts.end(session, attempt, AttemptStatus.PAID)
            if row is None:
                return
            await trials.spend(session, row.account_id)
            row.disputed = await disputes.is_disputed(session, row.account_id)
            for kind, cause in occasions(seen, row):
                await notices.add(session, cause, kind, row.account_id)
            # Even what did not change is written: it overtakes older answers.
            since = seen.updated_at if seen else None
            await billing.write_subscription(session, row, since)
