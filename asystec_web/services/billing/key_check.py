"""Whether Stripe takes our key."""

import asyncio
from enum import StrEnum
from http import HTTPStatus

import stripe

from asystec_web.services.billing.stripe_client import open_client
from asystec_web.settings import Settings


class KeyCheck(StrEnum):
    """What Stripe says to a key."""

    TAKEN = "taken"
    REFUSED = "refused"
    NOT_TOLD = "not told"


async def check_key(settings: Settings, within_s: float) -> KeyCheck:
    """Read something small with the key: nothing else tells whether it works."""
    client, connections = open_client(settings)
    try:
        async with asyncio.timeout(within_s):
            await client.v1.products.list_async({"limit": 1})
    except stripe.StripeError as failure:
        refused = failure.http_status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
        return KeyCheck.REFUSED if refused else KeyCheck.NOT_TOLD
    except TimeoutError:
        return KeyCheck.NOT_TOLD
    finally:
        await connections.close_async()
    return KeyCheck.TAKEN
