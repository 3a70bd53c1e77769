"""What Stripe tells by itself, what it may have failed to tell, and who is told."""

from functools import partial

import structlog

from asystec_web.errors.billing import BillingUnavailable
from asystec_web.services.billing.desk import Desk
from asystec_web.services.billing.news import News
from asystec_web.services.billing.signed_events import read_event
from asystec_web.services.mail import Mail

# How often each is done; letters are few, and people wait for them.
SWEEP_EVERY_S = 120
NOTICES_EVERY_S = 30
# Nobody waits for these, and long lists have many pages.
_PATIENCE_S = 30.0

log = structlog.get_logger(__name__)


class Listening(Desk):
    """The webhook, and the rounds that make up for it."""

    async def handle_event(self, payload: bytes, signature: str) -> None:
        """Work on an event that arrived.

        Raises:
            EventRefused: It does not come from Stripe, or not for us.
            BillingUnavailable: The work could not be done; let Stripe send it again.
        """
        secret = self._settings.stripe_webhook_secret.get_secret_value()
        if not secret.strip():
            # Anybody can sign with nothing.
            log.error("stripe_webhook_secret_missing")
            raise BillingUnavailable
        live = "_live_" in self._settings.stripe_secret_key.get_secret_value()
        event = read_event(payload, signature, secret, live=live)
        await self._events.apply(self._talk(), event)

    async def sweep(self) -> None:
        """Look once at everything that nobody may ever tell us about."""
        await self._sweeper.sweep(partial(self._talk, _PATIENCE_S))

    async def disputes_unheard_of(self) -> list[News]:
        """Bring the disputes of our customers up to date; gives what has changed."""
        found = await self._disputes.look_at_all(self._talk(_PATIENCE_S))
        return [each for each in found if each.was != each.now]

    async def refunds_unheard_of(self) -> list[News]:
        """Have the operator told of our customers' refunds; gives what is new."""
        return await self._refunds.look_at_all(self._talk(_PATIENCE_S))

    async def send_notices(self, mail: Mail) -> None:
        """Send the letters about payments that are due."""
        await self._notices.send(mail)
