"""Subscriptions as they come to be without a browser: by the API, with a test card."""

from dataclasses import dataclass

import stripe
from stripe.params import SubscriptionCreateParams

from tests.stripe_contract.clock import Clock
from tests.stripe_contract.stage import PAYS, Stage

PYME_MONTHLY, PYME_ANNUAL = "asystec_pyme_monthly", "asystec_pyme_annual"
SMALL_MONTHLY = "asystec_emprendedor_monthly"


@dataclass
class Subscribed:
    """A customer of ours with a subscription, and the clock both live by."""

    stage: Stage
    clock: Clock
    customer: str
    id: str

    async def read(self) -> stripe.Subscription:
        """Give the subscription as Stripe has it."""
        return await self.stage.client.v1.subscriptions.retrieve_async(self.id)

    async def period_end(self) -> int:
        """Tell when the current period ends."""
        return (await self.read())["items"]["data"][0]["current_period_end"]

    async def period_passes(self) -> None:
        """Move the clock until the next period has begun and is charged."""
        await self.clock.passes(await self.period_end())


async def subscribe(
    stage: Stage,
    lookup_key: str = PYME_MONTHLY,
    token: str | None = PAYS,
    terms: SubscriptionCreateParams | None = None,
) -> Subscribed:
    """Let the person subscribe to a plan, on a clock of their own."""
    clock = await stage.clock()
    customer = await stage.pays_with(token, clock)
    made = await again(stage, customer, lookup_key, terms)
    return Subscribed(stage, clock, customer, made)


async def again(
    stage: Stage,
    customer: str,
    lookup_key: str = PYME_MONTHLY,
    terms: SubscriptionCreateParams | None = None,
) -> str:
    """Subscribe a customer, whatever they have already."""
    price = await stage.price(lookup_key)
    params: SubscriptionCreateParams = {
        "customer": customer,
        "items": [{"price": price.price_id}],
        "metadata": {"account": str(stage.account_id)},
        **(terms or {}),
    }
    return (await stage.client.v1.subscriptions.create_async(params)).id
