"""What somebody has, and where it is managed."""

from uuid import UUID

import structlog

from asystec_web import routes
from asystec_web.errors.billing import BillingUnavailable
from asystec_web.models import AttemptStatus, PlanAttempt, Subscription
from asystec_web.repositories import attempts, billing
from asystec_web.services.billing.counting import is_live
from asystec_web.services.billing.desk import Desk
from asystec_web.services.billing.failures import StripeMissing
from asystec_web.services.billing.standing import Standing, standing_of

log = structlog.get_logger(__name__)

# A page that only wants to be up to date has other things to wait for as well.
REFRESH_S = 2.0


class Keeping(Desk):
    """The subscription, as known and as Stripe says."""

    async def subscription(self, account_id: UUID) -> Subscription | None:
        """Give what was last known, without asking Stripe."""
        return await self._subscriptions.known(account_id)

    async def standing(self, account_id: UUID) -> Standing:
        """Tell how somebody stands, by what was last known."""
        async with self._database.reading() as session:
            return standing_of(
                await billing.subscription_of(session, account_id),
                await attempts.open_one(session, account_id),
            )

    async def sync(self, account_id: UUID) -> Subscription | None:
        """Bring the account's subscription up to what Stripe says now."""
        return await self._subscriptions.sync(self._talk(), account_id)

    async def refresh(self, account_id: UUID) -> bool:
        """Sync for whoever opens a page, unless that was done moments ago.

        Returns:
            Whether Stripe answered; an outage leaves what is known as it is.
        """
        if not self._looked.is_due(account_id):
            return False
        try:
            await self._subscriptions.sync(self._talk(REFRESH_S), account_id)
        except BillingUnavailable:
            return False
        return True

    async def attempt_of_page(self, checkout_session: str) -> PlanAttempt | None:
        """Give the attempt that a payment page belongs to, asking Stripe if it is open.

        For whoever comes from that page: its id cannot be guessed.
        """
        attempt = await self._attempt_of_page(checkout_session)
        if attempt is None or attempt.status != AttemptStatus.OPEN:
            return attempt
        await self.refresh(attempt.account_id)
        return await self._attempt_of_page(checkout_session)

    async def _attempt_of_page(self, checkout_session: str) -> PlanAttempt | None:
        async with self._database.reading() as session:
            return await attempts.with_page(session, checkout_session)

    async def portal_url(self, account_id: UUID) -> str:
        """Give the address to manage a subscription at; the plans' if there is none."""
        self._looked.forget(account_id)
        plans = f"{self._settings.public_url.rstrip('/')}{routes.PLAN}"
        back = f"{self._settings.public_url.rstrip('/')}{routes.PROFILE}"
        payer = await self._customers.known(account_id)
        if payer.customer is None:
            return plans
        try:
            return await self._talk().portal(payer.customer, back)
        except StripeMissing as missing:
            if missing.param != "customer":
                raise
        known = await self.sync(account_id)
        if known is not None and is_live(known.status):
            log.error("live_subscription_without_customer", account=str(account_id))
            raise BillingUnavailable
        return plans
