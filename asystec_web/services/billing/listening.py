"""What Stripe tells by itself, what it may have failed to tell, and who is told."""

import structlog

from asystec_web.errors import BillingUnavailable
from asystec_web.services.billing.desk import Desk
from asystec_web.services.billing.signed_events import read_event
from asystec_web.services.mail import Mail

# How often each is done; letters are few, and people wait for them.
SWEEP_EVERY_S = 120
NOTICES_EVERY_S = 30

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
        await self._sweeper.sweep(self._talk)

    async def send_notices(self, mail: Mail) -> None:
        """Send the letters about payments that are due."""
        await self._notices.send(mail)
