"""Who an account pays as."""

from dataclasses import dataclass
from uuid import UUID

from stripe.params import CustomerCreateParams

from asystec_web.errors.account import NotSignedIn
from asystec_web.models import Account, Business
from asystec_web.repositories import accounts, billing, businesses
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.failures import KeySpent, StripeRefused
from asystec_web.services.database import Database


@dataclass(frozen=True, slots=True)
class Payer:
    """Who an account pays as; no customer until the first is created."""

    customer: str | None
    generation: int


class Customers:
    """Stripe's customers, one for each account and generation."""

    def __init__(self, database: Database) -> None:
        """Remember them in a database."""
        self._database = database

    async def known(self, account_id: UUID) -> Payer:
        """Tell who an account pays as so far."""
        account = await self._account(account_id)
        return Payer(account.stripe_customer_id, account.stripe_customer_generation)

    async def ensure(self, stripe: Conversation, account_id: UUID) -> str:
        """Give the customer, created first if there is none.

        However many ask at once, the idempotency key leaves one.
        """
        account = await self._account(account_id)
        if account.stripe_customer_id:
            return account.stripe_customer_id
        generation = account.stripe_customer_generation
        async with self._database.transaction() as session:
            business = await businesses.of_account(session, account_id)
        try:
            customer = await self._create(stripe, account, business)
        except KeySpent:
            await self.forget(account_id, generation)
            raise
        async with self._database.transaction() as session:
            await billing.keep_customer(session, account_id, generation, customer)
        return customer

    async def forget(self, account_id: UUID, generation: int) -> None:
        """Let the next one be created anew, for this one is gone."""
        async with self._database.transaction() as session:
            await billing.end_generation(session, account_id, generation)

    async def _account(self, account_id: UUID) -> Account:
        async with self._database.transaction() as session:
            account = await accounts.with_id(session, account_id)
        if account is None:
            raise NotSignedIn
        return account

    async def _create(
        self, stripe: Conversation, account: Account, business: Business | None
    ) -> str:
        key = f"asystec-cus-{account.id}-{account.stripe_customer_generation}"
        params: CustomerCreateParams = {
            "email": business.invoice_email if business else account.email,
            "name": business.name if business else account.full_name,
            "preferred_locales": ["es-419"],
            "metadata": {"account": str(account.id)},
        }
        if business is None:
            return (await stripe.create_customer(params, key)).id
        try:
            with_cedula: CustomerCreateParams = {
                **params,
                "tax_id_data": [{"type": "cr_tin", "value": business.id_number}],
            }
            return (await stripe.create_customer(with_cedula, key)).id
        except StripeRefused as refused:
            # A cédula Stripe does not like must not keep anyone from paying.
            if refused.stripe_code != "tax_id_invalid":
                raise
            return (await stripe.create_customer(params, f"{key}-plain")).id
