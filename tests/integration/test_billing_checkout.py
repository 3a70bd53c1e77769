import asyncio

import pytest

from asystec_web.errors.billing import AlreadySubscribed, PlanUnknown, PriceChanged
from asystec_web.services.billing import Billing
from asystec_web.services.database import Database
from tests.billing_world import (
    DECLINED,
    PUBLIC_URL,
    PYME_ANNUAL,
    PYME_MONTHLY,
    BillingWorld,
)


async def test_the_page_is_what_was_shown(world: BillingWorld) -> None:
    address = await world.choose(PYME_ANNUAL)

    (session,) = await world.all("checkout/sessions")
    (customer,) = await world.all("customers")
    assert address == session["url"]
    assert session["amount_total"] == 9990000
    assert session["currency"] == "crc"
    assert session["customer"] == customer["id"]
    assert session["client_reference_id"] == str(world.account_id)
    assert session["metadata"]["account"] == str(world.account_id)
    assert session["success_url"] == (
        f"{PUBLIC_URL}/listo?session_id={{CHECKOUT_SESSION_ID}}"
    )
    assert session["cancel_url"] == f"{PUBLIC_URL}/plan?cancelado=1"
    assert session["locale"] == "es-419"
    assert 3500 < session["expires_at"] - session["created"] <= 3600


async def test_the_customer_is_the_business(world: BillingWorld) -> None:
    await world.choose(PYME_ANNUAL)

    (customer,) = await world.all("customers")
    tax_ids = (await world.ask("GET", f"/v1/customers/{customer['id']}/tax_ids"))[
        "data"
    ]
    assert customer["name"] == "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"
    assert customer["email"] == "facturas-prueba@prueba.test"
    assert customer["preferred_locales"] == ["es-419"]
    assert [(each["type"], each["value"]) for each in tax_ids] == [
        ("cr_tin", "3101999999")
    ]


async def test_paying_makes_a_subscription(world: BillingWorld) -> None:
    await world.subscribe()

    subscription = await world.billing.sync(world.account_id)

    assert subscription is not None
    assert (subscription.status, subscription.plan, subscription.cycle) == (
        "active",
        "pyme",
        "annual",
    )
    assert (subscription.plan_name, subscription.amount) == ("Pyme", 9990000)
    assert subscription.current_period_end is not None
    assert not subscription.cancel_at_period_end
    assert await world.billing.subscription(world.account_id) == subscription


async def test_nothing_was_paid_yet(world: BillingWorld) -> None:
    await world.choose(PYME_ANNUAL)

    assert await world.billing.sync(world.account_id) is None


async def test_two_processes_open_one_page(world: BillingWorld) -> None:
    await world.control("latency", {"seconds": 0.1})
    database = Database(world.settings.async_database_url)
    other = Billing(world.settings, database)
    price = await world.price(PYME_ANNUAL)

    addresses = await asyncio.gather(
        *(
            billing.checkout(world.account_id, PYME_ANNUAL, price.amount, "crc")
            for billing in (world.billing, other)
        )
    )

    assert len(set(addresses)) == 1
    assert len(await world.all("checkout/sessions")) == 1
    await other.close()
    await database.close()


async def test_the_same_choice_leads_to_the_same_page(world: BillingWorld) -> None:
    first = await world.choose(PYME_ANNUAL)

    assert await world.choose(PYME_ANNUAL) == first


async def test_both_cycles_at_once_leave_one_page_open(world: BillingWorld) -> None:
    await world.control("latency", {"seconds": 0.05})

    await asyncio.gather(world.choose(PYME_MONTHLY), world.choose(PYME_ANNUAL))

    sessions = await world.all("checkout/sessions")
    assert [each["status"] for each in sessions].count("open") == 1


async def test_a_page_that_ran_out_is_replaced(world: BillingWorld) -> None:
    first = await world.choose(PYME_ANNUAL)
    (session,) = await world.all("checkout/sessions")
    await world.ask("POST", f"/v1/checkout/sessions/{session['id']}/expire")

    second = await world.choose(PYME_ANNUAL)

    assert second != first
    assert (await world.pay(second)).status_code == 303


async def test_who_has_subscribed_is_sold_nothing(world: BillingWorld) -> None:
    await world.subscribe()

    with pytest.raises(AlreadySubscribed):
        await world.choose(PYME_MONTHLY)

    assert len(await world.all("checkout/sessions")) == 1


async def test_who_has_ended_may_subscribe_again(world: BillingWorld) -> None:
    await world.subscribe()
    (subscription,) = await world.all("subscriptions")
    await world.ask("DELETE", f"/v1/subscriptions/{subscription['id']}")

    await world.subscribe(PYME_MONTHLY)

    again = await world.billing.sync(world.account_id)
    assert again is not None
    assert (again.status, again.cycle) == ("active", "monthly")
    assert len(await world.all("customers")) == 1


async def test_a_declined_card_may_be_followed_by_another(world: BillingWorld) -> None:
    address = await world.choose(PYME_ANNUAL)

    declined = await world.pay(address, DECLINED)

    assert declined.status_code == 402
    assert await world.billing.sync(world.account_id) is None
    assert await world.choose(PYME_ANNUAL) == address
    assert (await world.pay(address)).status_code == 303


async def test_a_plan_that_is_not_sold(world: BillingWorld) -> None:
    with pytest.raises(PlanUnknown):
        await world.billing.checkout(world.account_id, "asystec_otro_annual", 1, "crc")


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        pytest.param(1, "crc", id="another amount"),
        pytest.param(9990000, "usd", id="another currency"),
    ],
)
async def test_only_what_was_shown_is_charged(
    world: BillingWorld, amount: int, currency: str
) -> None:
    with pytest.raises(PriceChanged):
        await world.billing.checkout(world.account_id, PYME_ANNUAL, amount, currency)

    assert await world.all("checkout/sessions") == []


async def test_a_customer_deleted_at_stripe_is_created_anew(
    world: BillingWorld,
) -> None:
    await world.choose(PYME_ANNUAL)
    (customer,) = await world.all("customers")
    await world.ask("DELETE", f"/v1/customers/{customer['id']}")

    await world.subscribe()

    (second,) = await world.all("customers")
    account = await world.account()
    assert second["id"] != customer["id"]
    assert account.stripe_customer_id == second["id"]
    assert account.stripe_customer_generation == 1


async def test_a_page_from_a_lost_answer_is_found_again(world: BillingWorld) -> None:
    await world.control(
        "mood",
        {
            "path": "/v1/checkout/sessions",
            "method": "POST",
            "when": "after",
            "drop": True,
            "times": 1,
        },
    )

    address = await world.choose(PYME_ANNUAL)

    (session,) = await world.all("checkout/sessions")
    assert session["url"] == address


async def test_managing_leads_to_the_portal(world: BillingWorld) -> None:
    await world.subscribe()

    assert "/p/session/" in await world.billing.portal_url(world.account_id)


async def test_without_a_customer_managing_leads_to_the_plans(
    world: BillingWorld,
) -> None:
    assert await world.billing.portal_url(world.account_id) == f"{PUBLIC_URL}/plan"


async def test_nobody_pays_for_anybody_else(world: BillingWorld) -> None:
    await world.subscribe()
    other = await world.new_account("otra")

    assert await world.billing.sync(other) is None
