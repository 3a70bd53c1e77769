"""Everything the rest of the product may ask of billing."""

import asyncio
from uuid import UUID

import stripe
import structlog

from asystec_web import routes
from asystec_web.errors import BillingUnavailable
from asystec_web.models import Subscription
from asystec_web.services.billing.attempts import Attempts, Choice
from asystec_web.services.billing.checkout import Checkout
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.customers import Customers
from asystec_web.services.billing.events import Events
from asystec_web.services.billing.failures import StripeMissing
from asystec_web.services.billing.looked import Looked
from asystec_web.services.billing.offered import PlanOffer
from asystec_web.services.billing.offers import Offers
from asystec_web.services.billing.signed_events import read_event
from asystec_web.services.billing.standing import is_live
from asystec_web.services.billing.stripe_client import CONVERSATION_S, open_client
from asystec_web.services.billing.subscriptions import Subscriptions
from asystec_web.services.database import Database
from asystec_web.settings import Settings

log = structlog.get_logger(__name__)

# A page that only wants to be up to date has other things to wait for as well.
REFRESH_S = 2.0


class Billing:
    """Plans, payment, and what Stripe says about both.

    Every method that asks Stripe answers within `CONVERSATION_S` and raises
    `BillingUnavailable` when Stripe does not answer usefully until then.
    """

    def __init__(
        self, settings: Settings, database: Database, offers: Offers | None = None
    ) -> None:
        """Take where Stripe is and where rows are kept; nothing connects yet."""
        self._settings = settings
        self._client: tuple[stripe.StripeClient, stripe.HTTPXClient] | None = None
        self._customers = Customers(database)
        self._subscriptions = Subscriptions(database, self._customers)
        self._looked = Looked()
        self._offers = offers or Offers()
        self._attempts = Attempts(database, settings.public_url)
        self._checkout = Checkout(
            self._offers, self._customers, self._subscriptions, self._attempts
        )
        self._events = Events(database, self._subscriptions)

    async def plans(self) -> tuple[PlanOffer, ...]:
        """Give the plans on sale; sell only those that are `fresh`."""
        return await self._offers.current(self._talk())

    async def checkout(
        self, account_id: UUID, lookup_key: str, amount: int, currency: str
    ) -> str:
        """Give the address where the shown price can be paid.

        Raises:
            PlanUnknown: Nothing is on sale under the key.
            AlreadySubscribed: There is a subscription.
            PriceChanged: It costs something else by now.
            BillingUnavailable: Stripe did not answer; nothing was sold.
        """
        self._looked.forget(account_id)
        choice = Choice(lookup_key, amount, currency)
        return await self._checkout.address(self._talk(), account_id, choice)

    async def subscription(self, account_id: UUID) -> Subscription | None:
        """Give what was last known, without asking Stripe."""
        return await self._subscriptions.known(account_id)

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

    async def handle_event(self, payload: bytes, signature: str) -> None:
        """Work on an event that arrived.

        Raises:
            EventRefused: It does not come from Stripe, or not for us.
            BillingUnavailable: The work could not be done; let Stripe send it again.
        """
        event = read_event(
            payload,
            signature,
            self._settings.stripe_webhook_secret.get_secret_value(),
            live="_live_" in self._settings.stripe_secret_key.get_secret_value(),
        )
        await self._events.apply(self._talk(), event)

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

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client[1].close_async()
            self._client = None

    def _talk(self, within: float | None = None) -> Conversation:
        if self._client is None:
            self._client = open_client(self._settings)
        until = asyncio.get_running_loop().time() + (within or CONVERSATION_S)
        return Conversation(self._client[0], until)
