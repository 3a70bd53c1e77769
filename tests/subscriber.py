"""Somebody with a browser, and a Stripe account of their own behind the app."""

import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from pydantic import SecretStr

from asystec_web.flow.steps import Step
from asystec_web.services import build_services, use_services
from asystec_web.services.billing.account_setup import set_up_account
from asystec_web.settings import Settings
from tests.billing_world import PYME_ANNUAL, BillingWorld, Json
from tests.factories import answer_before, new_account, signed_in
from tests.visitor import Visitor
from tests.waiting import LONG_S

FAILS_LATER = "4000000000000341"
SUBSCRIPTIONS = "/v1/subscriptions"


@dataclass
class Subscriber:
    """A person who is asked for the plan, and whoever acts on Stripe for them."""

    visitor: Visitor
    world: BillingWorld

    @property
    def shown(self) -> Json:
        """How the page shows the subscription."""
        [shown] = self.visitor.screen["profile_subscription"]
        return shown

    async def pays(self, lookup_key: str = PYME_ANNUAL, number: str = "") -> None:
        """Choose and pay; the app learns of it when it asks."""
        address = await self.world.choose(lookup_key)
        paid = self.world.pay(address, number) if number else self.world.pay(address)
        assert (await paid).status_code == 303

    async def gets(self, lookup_key: str = PYME_ANNUAL, **terms: str) -> Json:
        """Be given a subscription as Stripe's dashboard would."""
        if not await self.world.all("customers"):
            await self.world.choose(lookup_key)
        [customer] = await self.world.all("customers")
        price = await self.world.price(lookup_key)
        order = {"customer": customer["id"], "items[0][price]": price.price_id}
        return await self.world.ask("POST", SUBSCRIPTIONS, **order, **terms)

    async def changes(self, **form: str) -> None:
        """Have the subscription changed where nobody tells us."""
        [subscription] = await self.world.all("subscriptions")
        await self.world.ask("POST", f"{SUBSCRIPTIONS}/{subscription['id']}", **form)

    async def looks(self, address: str = "/perfil") -> Json:
        """Open a page; gives how it shows the subscription."""
        await self.world.billing.sync(self.world.account_id)
        await self.visitor.visits(address)
        return self.shown


@asynccontextmanager
async def a_subscriber(settings: Settings) -> AsyncGenerator[Subscriber]:
    """Give somebody who has answered everything but the plan.

    The Stripe account behind the app is theirs alone, for its clock is moved.
    """
    key = SecretStr(f"sk_test_{secrets.token_hex(12)}")
    own = settings.model_copy(update={"stripe_secret_key": key})
    await set_up_account(own, apply=True)
    held = build_services(own)
    stripe = httpx.AsyncClient(
        base_url=own.stripe_api_url, trust_env=False, timeout=LONG_S
    )
    async with stripe as http:
        with use_services(held):
            account = await new_account()
            await answer_before(account, Step.PLAN)
            world = BillingWorld(own, held.database, held.billing, http)
            world.account_id = account.id
            yield Subscriber(await signed_in(account), world)
        await http.post("/_control/mood", json=[])
    await held.close()
