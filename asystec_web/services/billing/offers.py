"""What is on sale, as Stripe has it."""

import asyncio
import time
from dataclasses import replace

import structlog

from asystec_web.catalog.plans import Plans, plans
from asystec_web.errors.billing import BillingUnavailable
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.offered import PlanOffer, offers_of

log = structlog.get_logger(__name__)

KEEP_S = 300
# After a failure the last known prices are shown for a while before asking again,
# so that an outage does not make everyone wait for its timeout.
RETRY_S = 10


class Offers:
    """The plans on sale, asked for now and then and remembered."""

    def __init__(self, sold: Plans | None = None, keep_s: float = KEEP_S) -> None:
        """Sell the plans of a file; ours when none is given."""
        self._sold = sold or plans()
        self._keep_s = keep_s
        self._known: tuple[PlanOffer, ...] = ()
        self._next_at = 0.0
        self._asking: asyncio.Task[tuple[PlanOffer, ...]] | None = None

    async def current(
        self, stripe: Conversation, *, anew: bool = False
    ) -> tuple[PlanOffer, ...]:
        """Give the plans, at most a few minutes old; `fresh` when Stripe answered.

        Args:
            stripe: Whom to ask.
            anew: Ask in any case: what is known has turned out to be old.

        Raises:
            BillingUnavailable: Stripe did not answer and nothing is known.
        """
        if self._known and not anew and time.monotonic() < self._next_at:
            return self._known
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self.ask(stripe))
        try:
            return await asyncio.shield(self._asking)
        except BillingUnavailable:
            if not self._known:
                raise
            self._known = tuple(replace(each, fresh=False) for each in self._known)
            self._next_at = time.monotonic() + RETRY_S
            return self._known

    async def ask(self, stripe: Conversation) -> tuple[PlanOffer, ...]:
        """Give the plans as they are this moment, and remember them.

        Raises:
            BillingUnavailable: Stripe did not answer, or sells none of our plans.
        """
        prices = await stripe.prices(list(self._sold.lookup_keys))
        offers = offers_of(self._sold, prices)
        if not offers:
            log.error("nothing_on_sale", mend="asystec stripe-catalog --apply")
            raise BillingUnavailable
        self._known = offers
        self._next_at = time.monotonic() + self._keep_s
        return offers
