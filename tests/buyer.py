"""Somebody who may buy, whatever Stripe stands behind it."""

from uuid import UUID

from asystec_web.models import Account
from asystec_web.services.billing import Billing, PriceOffer
from asystec_web.services.database import Database


class Buyer:
    """An account of ours, before the page of the plans."""

    database: Database
    billing: Billing
    account_id: UUID

    async def account(self) -> Account:
        """Give our own row."""
        async with self.database.reading() as session:
            account = await session.get(Account, self.account_id)
        assert account is not None
        return account

    async def price(self, lookup_key: str) -> PriceOffer:
        """Read a price off the page."""
        return next(
            price
            for plan in await self.billing.plans()
            for price in plan.prices.values()
            if price.lookup_key == lookup_key
        )

    async def choose(self, lookup_key: str, trial_days: int = 0) -> str:
        """Click on a plan; gives where that leads."""
        price = await self.price(lookup_key)
        return await self.billing.checkout(
            self.account_id, lookup_key, price.amount, price.currency, trial_days
        )
