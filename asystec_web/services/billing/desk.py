"""What every part of billing works with: settings, rows, and a way to ask Stripe."""

import asyncio

import stripe

from asystec_web.services.billing.attempts import Attempts
from asystec_web.services.billing.change_turns import ChangeTurns
from asystec_web.services.billing.changes import Changes
from asystec_web.services.billing.checkout import Checkout
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.customers import Customers
from asystec_web.services.billing.disputes import Disputes
from asystec_web.services.billing.events import Events
from asystec_web.services.billing.looked import Looked
from asystec_web.services.billing.notices import Notices
from asystec_web.services.billing.offers import Offers
from asystec_web.services.billing.payment_page import Terms
from asystec_web.services.billing.refunds import Refunds
from asystec_web.services.billing.stripe_client import CONVERSATION_S, open_client
from asystec_web.services.billing.subscriptions import Subscriptions
from asystec_web.services.billing.sweeper import Sweeper
from asystec_web.services.billing.trials import Trials
from asystec_web.services.database import Database
from asystec_web.settings import Settings


class Desk:
    """Its parts and its connections; nothing connects before it is needed."""

    def __init__(
        self, settings: Settings, database: Database, offers: Offers | None = None
    ) -> None:
        """Take where Stripe is and where rows are kept."""
        self._settings = settings
        self._database = database
        self._client: tuple[stripe.StripeClient, stripe.HTTPXClient] | None = None
        self._looked = Looked()
        self._offers = offers or Offers()
        self._trials = Trials(database, settings.trial_days)
        self._customers = Customers(database)
        self._subscriptions = Subscriptions(database, self._customers)
        self._attempts = Attempts(database, Terms.of(settings))
        self._checkout = Checkout(
            self._offers,
            self._customers,
            self._subscriptions,
            self._attempts,
            self._trials,
        )
        self._changes = Changes(
            self._offers, self._subscriptions, ChangeTurns(database)
        )
        self._disputes = Disputes(database)
        self._refunds = Refunds(database)
        self._events = Events(
            database, self._subscriptions, self._disputes, self._refunds
        )
        self._notices = Notices(database, settings)
        self._sweeper = Sweeper(
            database,
            self._subscriptions,
            self._events,
            self._disputes,
            self._refunds,
        )

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
