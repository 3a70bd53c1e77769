"""Prices that change at Stripe while somebody looks at them."""

import json

import httpx
import stripe

from asystec_web.catalog.plans import plans
from asystec_web.services import Services
from tests.conftest import Mood


async def raise_prices(services: Services, mood: Mood, by: int) -> None:
    """Have Stripe ask for more, in minor units, until the end of the test."""
    settings = services.settings
    key = settings.stripe_secret_key.get_secret_value()
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(
            f"{settings.stripe_api_url}/v1/prices",
            params={
                "lookup_keys[]": list(plans().lookup_keys),
                "expand[]": "data.product",
            },
            headers={
                "Authorization": f"Bearer {key}",
                "Stripe-Version": stripe.api_version,
            },
        )
    listed = answer.raise_for_status().json()
    for price in listed["data"]:
        price["unit_amount"] += by
    body = json.dumps(listed)
    mood("stripe", {"path": "/v1/prices", "status": 200, "body": body})
