"""From a click on a plan to the one page where it can be paid."""

import asyncio
from uuid import UUID

import structlog

from asystec_web.errors.billing import (
    AccountSuspended,
    AlreadySubscribed,
    BillingUnavailable,
    PlanUnknown,
    PriceChanged,
)
from asystec_web.models import AttemptStatus, PlanAttempt
from asystec_web.services.billing.answers import CheckoutSession
from asystec_web.services.billing.attempts import Attempts, Choice
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.counting import is_live
from asystec_web.services.billing.customers import Customers
from asystec_web.services.billing.failures import (
    PageSettled,
    StripeBusy,
    StripeMissing,
    StripeRefused,
)
from asystec_web.services.billing.offered import PlanOffer, PriceOffer
from asystec_web.services.billing.offers import Offers
from asystec_web.services.billing.subscriptions import Subscriptions
from asystec_web.services.billing.trials import Trials

log = structlog.get_logger(__name__)

_TRIES = 8
# Another click of the same person is being served; its page will do for this one.
_BUSY_S = 0.25


class Checkout:
    """Leads people to Stripe's payment page, and never to two of them."""

    def __init__(
        self,
        offers: Offers,
        customers: Customers,
        subscriptions: Subscriptions,
        attempts: Attempts,
        trials: Trials,
    ) -> None:
        """Sell what is offered, once."""
        self._offers = offers
        self._customers = customers
        self._subscriptions = subscriptions
        self._attempts = attempts
        self._trials = trials

    async def address(
        self, stripe: Conversation, account_id: UUID, choice: Choice
    ) -> str:
        """Give the address of the page where the choice can be paid.

        Stripe is asked first what is on sale and who has subscribed; without an
        answer nothing is sold.
        """
        prices = _by_key(await self._offers.ask(stripe))
        if choice.lookup_key not in prices:
            raise PlanUnknown
        await self._refuse_a_second(stripe, account_id)
        if not choice.is_for(prices[choice.lookup_key]):
            raise PriceChanged
        if choice.trial_days not in {0, await self._trials.days_for(account_id)}:
            raise PriceChanged
        for _ in range(_TRIES):
            address = await self._lead(stripe, account_id, choice, prices)
            if address:
                return address
        log.error("attempts_contended", account=str(account_id))
        raise BillingUnavailable

    async def _lead(
        self,
        stripe: Conversation,
        account_id: UUID,
        choice: Choice,
        prices: dict[str, PriceOffer],
    ) -> str | None:
        """Take one step: an address, or none if the situation changed by it."""
        attempt = await self._attempts.open(account_id, choice)
        price = prices.get(attempt.lookup_key)
        try:
            page = await self._page(stripe, attempt, price)
        except StripeBusy:
            await asyncio.sleep(_BUSY_S)
            return None
        except PageSettled as settled:
            paid = await stripe.session(settled.page_id)
            await self._refuse_what_was_bought(stripe, account_id, paid)
            return None
        if page is None:
            return None
        if page.status == "complete":
            await self._conclude(stripe, attempt, page)
        elif page.status != "open" or not page.url:
            await self._attempts.end(attempt, AttemptStatus.EXPIRED)
        elif choice.is_for(attempt):
            return page.url
        else:
            await self._close(stripe, attempt, page)
        return None

    async def _page(
        self, stripe: Conversation, attempt: PlanAttempt, price: PriceOffer | None
    ) -> CheckoutSession | None:
        """Give the attempt's page; none as well if its customer had to be given up."""
        account_id = attempt.account_id
        customer = await self._customers.ensure(stripe, account_id)
        try:
            return await self._attempts.page(stripe, attempt, customer, price)
        except StripeMissing as missing:
            if missing.param != "customer":
                raise
        payer = await self._customers.known(account_id)
        if payer.customer == customer:
            await self._customers.forget(account_id, payer.generation)
        return None

    async def _close(
        self, stripe: Conversation, attempt: PlanAttempt, page: CheckoutSession
    ) -> None:
        """Close a page nobody wants any more, unless it was paid meanwhile."""
        try:
            await stripe.expire_session(page.id)
        except StripeRefused:
            # Paid or over: the next step looks at it again and finds out which.
            return
        await self._attempts.end(attempt, AttemptStatus.EXPIRED)

    async def _conclude(
        self, stripe: Conversation, attempt: PlanAttempt, page: CheckoutSession
    ) -> None:
        """Close an attempt that was paid; what was bought may be over since."""
        await self._refuse_what_was_bought(stripe, attempt.account_id, page)
        await self._attempts.end(attempt, AttemptStatus.PAID)

    async def _refuse_what_was_bought(
        self, stripe: Conversation, account_id: UUID, page: CheckoutSession
    ) -> None:
        """Refuse to sell if a page was paid and what it sold is still running."""
        await self._refuse_a_second(stripe, account_id)
        if page.subscription is not None:
            bought = await stripe.subscription(page.subscription)
            if is_live(bought.status):
                raise AlreadySubscribed

    async def _refuse_a_second(self, stripe: Conversation, account_id: UUID) -> None:
        subscription = await self._subscriptions.sync(stripe, account_id)
        if subscription is not None and is_live(subscription.status):
            raise AlreadySubscribed
        if subscription is not None and subscription.disputed:
            raise AccountSuspended


def _by_key(offers: tuple[PlanOffer, ...]) -> dict[str, PriceOffer]:
    return {
        price.lookup_key: price for plan in offers for price in plan.prices.values()
    }
