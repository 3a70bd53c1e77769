"""A Stripe of one's own, with our plans in it, and people who want to pay."""

import json
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import stripe
from pydantic import SecretStr
from sqlmodel import SQLModel, update
from starlette.applications import Starlette

from asystec_web.api.billing import ROUTES
from asystec_web.models import (
    PlanAttempt,
    StripeEvent,
    Subscription,
)
from asystec_web.models.columns import now
from asystec_web.repositories import attempts
from asystec_web.services import build_services, use_services
from asystec_web.services.billing import Billing, Stand
from asystec_web.services.billing.account_setup import set_up_account
from asystec_web.services.database import Database
from asystec_web.settings import Settings, load_settings
from asystec_web.settings.given import Environment
from tests.buyer import Buyer
from tests.signed_up import sign_up
from tests.waiting import LONG_S, until

# What the simulator says is JSON of any shape.
Json = dict[str, Any]

PUBLIC_URL = "http://localhost:3000"
SECRET = "whsec_prueba"
PAYS, DECLINED = "4242424242424242", "4000000000000002"
PYME_ANNUAL = "asystec_pyme_annual"
PYME_MONTHLY = "asystec_pyme_monthly"


@dataclass
class BillingWorld(Buyer):
    """Our billing, and everything around it that a test may touch."""

    settings: Settings
    database: Database
    billing: Billing
    http: httpx.AsyncClient
    account_id: UUID = field(init=False)

    @property
    def key(self) -> str:
        return self.settings.stripe_secret_key.get_secret_value()

    async def new_account(
        self, name: str = "prueba", cedula: str = "3101999999"
    ) -> UUID:
        """Let somebody sign up and answer all but the plan."""
        return await sign_up(self.database, f"{name}@prueba.test", cedula)

    async def rows(self, table: type[SQLModel]) -> int:
        """Count the rows of a table."""
        async with self.database.transaction() as session:
            connection = await session.connection()
            found = await connection.exec_driver_sql(
                f"select count(*) from {table.__tablename__}"  # noqa: S608 - our own name
            )
            return int(found.scalar_one())

    async def pay(self, address: str, number: str = PAYS) -> httpx.Response:
        """Fill in the card on Stripe's page."""
        card = {"number": number, "expiry": "12/40", "cvc": "123", "name": "PRUEBA"}
        return await self.http.post(urlsplit(address).path, data=card)

    async def subscribe(self, lookup_key: str = PYME_ANNUAL) -> None:
        """Choose and pay."""
        assert (await self.pay(await self.choose(lookup_key))).status_code == 303

    async def ask(self, method: str, path: str, **form: str) -> Json:
        """Use Stripe's API as its dashboard would."""
        answer = await self.http.request(
            method,
            path,
            headers={
                "Authorization": f"Bearer {self.key}",
                "Stripe-Version": stripe.api_version,
            },
            data=form or None,
        )
        assert answer.is_success, answer.text
        return answer.json()

    async def all(self, kind: str) -> list[Json]:
        """List Stripe's objects of a kind."""
        more = "&status=all" if kind == "subscriptions" else ""
        return (await self.ask("GET", f"/v1/{kind}?limit=100{more}"))["data"]

    async def control(self, name: str, order: object) -> Json:
        """Tell the simulator what to do."""
        answer = await self.http.post(f"/_control/{name}", json=order)
        assert answer.is_success, answer.text
        return answer.json()

    async def subscription(self) -> Json:
        """Give the one subscription there is."""
        (subscription,) = await self.all("subscriptions")
        return subscription

    async def customer(self) -> str:
        """Name the one customer there is."""
        (customer,) = await self.all("customers")
        return customer["id"]

    async def holds(self) -> None:
        """Wait until the simulator holds an answer, as its mood tells it to."""

        async def held() -> bool:
            state = (await self.http.get("/_control/state")).json()
            return bool(state["held"])

        await until(held)

    async def days_pass(self, days: float) -> None:
        """Move this world's clock."""
        seconds = int(days * 86_400)
        await self.control("advance", {"seconds": seconds, "key": self.key})

    async def told(self, kind: str) -> None:
        """Have the latest event of a kind delivered."""
        await self.deliver(await self.event(kind))

    async def stand(self) -> Stand:
        """Tell how the person stands with us, as the profile would."""
        return (await self.billing.standing(self.account_id)).stand

    async def minutes_pass(self, minutes: float = 5) -> None:
        """Let what is open be old enough for a sweeper, without waiting."""
        then = now() - timedelta(minutes=minutes)
        async with self.database.transaction() as session:
            await session.exec(update(PlanAttempt).values(created_at=then))
            await session.exec(update(StripeEvent).values(received_at=then))

    async def is_at_peace(self) -> None:
        """Hold that one of everything is left, and that it is what Stripe says."""
        (customer,) = await self.all("customers")
        assert (await self.account()).stripe_customer_id == customer["id"]
        sessions = await self.all("checkout/sessions")
        assert [each["status"] for each in sessions].count("complete") == 1
        assert not any(each["status"] == "open" for each in sessions)
        (subscription,) = await self.all("subscriptions")
        known = await self.billing.subscription(self.account_id)
        assert known is not None
        assert known.stripe_subscription_id == subscription["id"]
        assert known.status == subscription["status"]
        assert await self.rows(Subscription) == 1
        async with self.database.reading() as session:
            assert await attempts.open_one(session, self.account_id) is None

    async def event(self, kind: str) -> Json:
        """Give the latest event of a kind."""
        events = await self.all("events")
        return next(event for event in events if event["type"] == kind)

    async def deliver(self, event: Json, secret: str = SECRET) -> None:
        """Bring an event to our door, signed."""
        payload = json.dumps(event)
        signature = stripe.WebhookSignature.generate_signature_header(payload, secret)
        await self.billing.handle_event(payload.encode(), signature)


def settings_for(stripe_url: str, database_url: str, **changes: object) -> Settings:
    """Give settings with a world of Stripe that nobody else uses."""
    chosen: dict[str, object] = {
        "environment": Environment.TEST,
        "public_url": PUBLIC_URL,
        "database_url": SecretStr(database_url),
        "stripe_api_url": stripe_url,
        "stripe_secret_key": SecretStr(f"sk_test_{secrets.token_hex(12)}"),
        "stripe_webhook_secret": SecretStr(SECRET),
        "smtp_url": SecretStr("smtp://127.0.0.1:1"),
    }
    return load_settings(**{**chosen, **changes})


@asynccontextmanager
async def billing_world(
    stripe_url: str, database_url: str, **changes: object
) -> AsyncGenerator[BillingWorld]:
    """Open a world with our plans and one account; close everything afterwards.

    The database is migrated, and has nothing in it.
    """
    settings = settings_for(stripe_url, database_url, **changes)
    database = Database(settings.async_database_url)
    billing = Billing(settings, database)
    try:
        async with httpx.AsyncClient(
            base_url=stripe_url, trust_env=False, timeout=LONG_S
        ) as http:
            await http.post("/_control/reset")
            await set_up_account(settings, apply=True)
            world = BillingWorld(settings, database, billing, http)
            world.account_id = await world.new_account()
            yield world
    finally:
        await billing.close()
        await database.close()


def our_app(settings: Settings) -> Starlette:
    """Serve billing with services of its own, as another process would."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        held = build_services(settings)
        with use_services(held):
            yield
        await held.close()

    return Starlette(routes=ROUTES, lifespan=lifespan)
