"""What is known of a subscription stays until Stripe itself says otherwise."""

import asyncio
import json
from unittest.mock import AsyncMock
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, update

from asystec_web.errors.billing import AlreadySubscribed, BillingUnavailable
from asystec_web.models import Account, Subscription
from asystec_web.repositories import attempts as rows
from asystec_web.services import Services
from asystec_web.services.billing import looked
from asystec_web.services.billing.attempts import Attempts, Choice
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.payment_page import Terms
from tests.billing_world import (
    PUBLIC_URL,
    PYME_ANNUAL,
    PYME_MONTHLY,
    BillingWorld,
)
from tests.factories import new_account
from tests.waiting import LONG_S


@pytest.fixture
async def payer(world: BillingWorld) -> Account:
    """Somebody who has paid, as we know already."""
    await world.subscribe()
    await world.billing.sync(world.account_id)
    return await world.account()


async def known(world: BillingWorld) -> Subscription:
    subscription = await world.billing.subscription(world.account_id)
    assert subscription is not None
    return subscription


def missing(path: str, param: str) -> dict[str, object]:
    error = {
        "type": "invalid_request_error",
        "code": "resource_missing",
        "param": param,
        "message": f"No such {param}",
    }
    return {"path": path, "status": 400, "body": json.dumps({"error": error})}


async def test_what_is_missing_for_the_portal_need_not_be_the_customer(
    world: BillingWorld, payer: Account
) -> None:
    await world.control("mood", missing("/v1/billing_portal/sessions", "configuration"))

    with pytest.raises(BillingUnavailable):
        await world.billing.portal_url(world.account_id)

    assert await world.account() == payer


async def test_a_portal_without_the_customer_takes_no_plan_away(
    world: BillingWorld, payer: Account
) -> None:
    await world.control("mood", missing("/v1/billing_portal/sessions", "customer"))

    with pytest.raises(BillingUnavailable):
        await world.billing.portal_url(world.account_id)

    assert await world.account() == payer
    assert (await known(world)).status == "active"


@pytest.mark.usefixtures("payer")
async def test_the_portal_of_a_deleted_customer_is_the_plans(
    world: BillingWorld,
) -> None:
    (customer,) = await world.all("customers")
    await world.ask("DELETE", f"/v1/customers/{customer['id']}")

    address = await world.billing.portal_url(world.account_id)

    assert address == f"{PUBLIC_URL}/plan"
    assert (await known(world)).status == "canceled"
    await world.subscribe()


@pytest.mark.usefixtures("payer")
async def test_the_key_of_another_account_takes_no_plan_away(
    world: BillingWorld,
) -> None:
    before = await known(world)
    await world.http.post("/_control/reset")

    with pytest.raises(BillingUnavailable):
        await world.billing.sync(world.account_id)

    account = await world.account()
    assert await known(world) == before
    assert account.stripe_customer_id is not None
    assert account.stripe_customer_generation == 0


@pytest.mark.usefixtures("payer")
async def test_a_customer_that_stripe_does_not_know_is_replaced_once_nothing_is_paid(
    world: BillingWorld,
) -> None:
    await world.ask("DELETE", f"/v1/subscriptions/{(await world.subscription())['id']}")
    await world.billing.sync(world.account_id)
    await world.http.post("/_control/reset")

    await world.billing.sync(world.account_id)

    account = await world.account()
    assert account.stripe_customer_id is None
    assert account.stripe_customer_generation == 1


@pytest.mark.usefixtures("payer")
async def test_an_empty_list_takes_no_plan_away(world: BillingWorld) -> None:
    nothing = {"object": "list", "data": [], "has_more": False}
    said = {"status": 200, "body": json.dumps(nothing), "times": 1}
    await world.control("mood", {"path": "/v1/subscriptions"} | said)

    subscription = await world.billing.sync(world.account_id)

    assert subscription is not None
    assert subscription.status == "active"


async def test_a_forgotten_customer_leaves_the_subscription(
    world: BillingWorld, payer: Account
) -> None:
    async with world.database.transaction() as session:
        await session.exec(
            update(Account)
            .where(col(Account.id) == payer.id)
            .values(stripe_customer_id=None)
        )

    subscription = await world.billing.sync(world.account_id)

    assert subscription is not None
    assert subscription.status == "active"


async def test_a_page_opened_brings_what_stripe_says(world: BillingWorld) -> None:
    await world.subscribe()

    assert await world.billing.refresh(world.account_id)
    assert (await known(world)).status == "active"


async def test_pages_opened_one_after_the_other_ask_once(
    world: BillingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await world.billing.refresh(world.account_id)

    again = await world.billing.refresh(world.account_id)
    monkeypatch.setattr(looked, "EVERY_S", 0)
    later = await world.billing.refresh(world.account_id)

    assert (first, again, later) == (True, False, True)


async def test_whoever_went_to_the_portal_is_looked_at_when_back(
    world: BillingWorld,
) -> None:
    await world.billing.refresh(world.account_id)
    await world.billing.portal_url(world.account_id)

    assert await world.billing.refresh(world.account_id)


@pytest.mark.usefixtures("payer")
async def test_an_outage_leaves_what_is_known(world: BillingWorld) -> None:
    await world.control("mood", {"path": "/v1/subscriptions", "status": 400})

    assert not await world.billing.refresh(world.account_id)
    assert (await known(world)).status == "active"


async def test_a_long_name_fits_its_column(world: BillingWorld) -> None:
    await world.subscribe()
    for product in await world.all("products"):
        await world.ask("POST", f"/v1/products/{product['id']}", name="Á" * 250)

    subscription = await world.billing.sync(world.account_id)

    assert subscription is not None
    assert subscription.plan_name == "Á" * 100


@pytest.mark.both_databases
async def test_an_attempt_opened_meanwhile_is_joined(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = Attempts(services.database, Terms(PUBLIC_URL))
    account = await new_account()
    choice = Choice(PYME_ANNUAL, 9990000, "crc")
    first = await attempts.open(account.id, choice)
    look = AsyncMock(side_effect=[None, first])
    monkeypatch.setattr(rows, "open_one", look)

    second = await attempts.open(account.id, choice)

    assert second.id == first.id
    assert look.await_count == 2


@pytest.mark.both_databases
async def test_an_attempt_of_nobody_ends(services: Services) -> None:
    attempts = Attempts(services.database, Terms(PUBLIC_URL))

    async with asyncio.timeout(LONG_S):
        with pytest.raises(IntegrityError):
            await attempts.open(uuid4(), Choice(PYME_ANNUAL, 9990000, "crc"))


async def test_a_page_paid_while_it_was_being_closed_is_not_sold_again(
    world: BillingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await world.choose(PYME_MONTHLY)
    async with world.database.transaction() as session:
        await (await session.connection()).exec_driver_sql("delete from plan_attempt")
    listed = Conversation.open_sessions

    async def pay_meanwhile(self: Conversation, customer: str) -> object:
        pages = await listed(self, customer)
        await world.pay(first)
        return pages

    monkeypatch.setattr(Conversation, "open_sessions", pay_meanwhile)

    with pytest.raises(AlreadySubscribed):
        await world.choose(PYME_ANNUAL)

    assert (await known(world)).status == "active"
    assert len(await world.all("subscriptions")) == 1
