"""Attempts to pay: each account has one open at most, and each at most one page."""

from dataclasses import dataclass
from uuid import UUID

from asystec_web.errors.billing import BillingUnavailable, PriceChanged
from asystec_web.models import AttemptStatus, PlanAttempt
from asystec_web.models.columns import now
from asystec_web.repositories import attempts, trials
from asystec_web.services.billing import payment_page
from asystec_web.services.billing.answers import CheckoutSession
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.failures import (
    KeySpent,
    PageSettled,
    StripeMissing,
    StripeRefused,
)
from asystec_web.services.billing.offered import PriceOffer
from asystec_web.services.database import Database

# The one in the way may be closed before it can be read, but hardly again and again.
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person saw and clicked."""

    lookup_key: str
    amount: int
    currency: str
    trial_days: int = 0

    def is_for(self, offered: PriceOffer | PlanAttempt) -> bool:
        """Tell whether this is what is offered, or what was attempted."""
        free = offered.trial_days if isinstance(offered, PlanAttempt) else None
        return (self.lookup_key, self.amount, self.currency.lower()) == (
            offered.lookup_key,
            offered.amount,
            offered.currency,
        ) and free in {None, self.trial_days}


class Attempts:
    """The attempts and the payment pages they led to."""

    def __init__(self, database: Database, terms: payment_page.Terms) -> None:
        """Keep attempts in a database; their pages follow the terms."""
        self._database = database
        self._terms = terms

    async def open(self, account_id: UUID, choice: Choice) -> PlanAttempt:
        """Give the open attempt, whatever it is for; a new one if there is none.

        Raises:
            PriceChanged: It would offer a trial that the cédula has no more.
        """
        attempt = PlanAttempt(
            account_id=account_id,
            lookup_key=choice.lookup_key,
            amount=choice.amount,
            currency=choice.currency.lower(),
            trial_days=choice.trial_days,
        )
        for _ in range(_TRIES):
            async with self._database.transaction() as session:
                known = await attempts.open_one(session, account_id)
            if known is not None:
                return known
            try:
                async with self._database.transaction() as session:
                    await attempts.add(session, attempt)
                    if attempt.trial_days:
                        await trials.claim(session, attempt)
            except attempts.AttemptOpen:
                continue
            except trials.TrialTaken:
                raise PriceChanged from None
            return attempt
        raise BillingUnavailable

    async def end(self, attempt: PlanAttempt, status: AttemptStatus) -> None:
        """Close an attempt, so that another may be opened."""
        async with self._database.transaction() as session:
            await attempts.end(session, attempt.id, status)

    async def page(
        self,
        stripe: Conversation,
        attempt: PlanAttempt,
        customer: str,
        price: PriceOffer | None,
    ) -> CheckoutSession | None:
        """Give an attempt's payment page, opened first if there is none.

        Pages of attempts that are over are closed before, so that two can never be
        paid. After a failure without an answer the attempt stays open: the next click
        sends the same request, and Stripe answers it with the same page.

        Args:
            stripe: Whom to ask.
            attempt: An open attempt.
            customer: Who pays.
            price: Its price now; none if what it was for is not on sale any more.

        Returns:
            The page; none if the attempt is over and another is needed.

        Raises:
            PageSettled: Another page may have been paid; look before selling.
        """
        if attempt.checkout_session_id is not None:
            try:
                return await stripe.session(attempt.checkout_session_id)
            except StripeMissing:
                await self.end(attempt, AttemptStatus.EXPIRED)
                return None
        try:
            page = await self._find_or_open(stripe, attempt, customer, price)
        except (KeySpent, StripeRefused, StripeMissing):
            await self.end(attempt, AttemptStatus.EXPIRED)
            raise
        if page is None:
            await self.end(attempt, AttemptStatus.EXPIRED)
            return None
        async with self._database.transaction() as session:
            kept = await attempts.keep_page(session, attempt.id, page.id)
        return page if kept else None

    async def _find_or_open(
        self,
        stripe: Conversation,
        attempt: PlanAttempt,
        customer: str,
        price: PriceOffer | None,
    ) -> CheckoutSession | None:
        found = None
        for page in await stripe.open_sessions(customer):
            if (page.metadata or {}).get("attempt") == str(attempt.id):
                found = page
            else:
                try:
                    await stripe.expire_session(page.id)
                except StripeRefused:
                    raise PageSettled(page.id) from None
        if found or price is None or not payment_page.may_be_opened(attempt, now()):
            return found
        params = payment_page.params(attempt, customer, price.price_id, self._terms)
        return await stripe.create_session(params, payment_page.key(attempt))
