"""The library's client, set up for us."""

import httpx
import stripe

from asystec_web.settings import Settings

# A page answers within 6 s, so every conversation with Stripe ends after 5; a single
# request may take most of that, and what fails fast is tried twice again.
CONVERSATION_S = 5.0
_TIMEOUT = httpx.Timeout(4.0, connect=2.0)
_RETRIES = 2


def open_client(settings: Settings) -> tuple[stripe.StripeClient, stripe.HTTPXClient]:
    """Build a client, and the connections under it that are to be closed one day.

    Both belong to the event loop they are first used in.
    """
    # It would tell Stripe in each request how long the previous one took.
    stripe.enable_telemetry = False
    connections = stripe.HTTPXClient(timeout=_TIMEOUT)
    client = stripe.StripeClient(
        settings.stripe_secret_key.get_secret_value(),
        stripe_version=stripe.api_version,
        base_addresses={"api": settings.stripe_api_url.rstrip("/")},
        http_client=connections,
        max_network_retries=_RETRIES,
    )
    return client, connections
