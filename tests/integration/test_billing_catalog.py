import asyncio

from asystec_web.catalog.plans import Cycle, Plans, plans
from asystec_web.services.billing.account_setup import set_up_account
from asystec_web.services.billing.catalog_sync import sync_catalog
from asystec_web.services.billing.stripe_client import open_client
from asystec_web.settings import Settings
from tests.billing_world import PYME_ANNUAL, BillingWorld


async def bring(world: BillingWorld, sold: Plans) -> list[str]:
    client, connections = open_client(world.settings)
    try:
        changes = await sync_catalog(client, sold, "inclusive", apply=True)
        return [str(each) for each in changes]
    finally:
        await connections.close_async()


def with_pyme(**changes: object) -> Plans:
    sold = plans()
    pyme = sold.plans["pyme"].model_copy(update=changes)
    return sold.model_copy(update={"plans": {**sold.plans, "pyme": pyme}})


async def test_an_empty_account_is_shown_everything_first(world: BillingWorld) -> None:
    await world.http.post("/_control/reset")

    changes = (await set_up_account(world.settings, apply=False)).changes

    assert len(changes) == 10
    assert str(changes[0]) == "create product emprendedor: Emprendedor"
    assert await world.all("products") == []
    assert await world.all("prices") == []


async def test_twice_changes_nothing(world: BillingWorld) -> None:
    assert (await set_up_account(world.settings, apply=True)).changes == ()


async def test_people_see_what_the_file_says(world: BillingWorld) -> None:
    offers = await world.billing.plans()

    assert [each.name for each in offers] == ["Emprendedor", "Pyme", "Empresa"]
    assert [each.recommended for each in offers] == [False, True, False]
    for offer in offers:
        plan = plans().plans[offer.plan]
        assert offer.features == plan.features
        assert {cycle: each.amount for cycle, each in offer.prices.items()} == {
            cycle: plan.amount(cycle) for cycle in Cycle
        }


async def test_a_new_amount_replaces_the_price(world: BillingWorld) -> None:
    old = await world.price(PYME_ANNUAL)

    changes = await bring(world, with_pyme(annual=10990000))

    (change,) = changes
    assert change == (
        "replace price asystec_pyme_annual: ₡109\N{NO-BREAK SPACE}900 / year, "
        "tax inclusive"
    )
    archived = await world.ask("GET", f"/v1/prices/{old.price_id}")
    assert (archived["active"], archived["lookup_key"]) == (False, None)
    assert await bring(world, with_pyme(annual=10990000)) == []


async def test_a_new_word_updates_the_product(world: BillingWorld) -> None:
    changes = await bring(world, with_pyme(features=("4 usuarios",)))

    assert changes == ["update product pyme: Pyme"]
    assert len(await world.all("products")) == 3
    assert (await world.billing.plans())[1].features == ("4 usuarios",)


async def test_what_was_archived_comes_back(world: BillingWorld) -> None:
    price = await world.price(PYME_ANNUAL)
    found = await world.ask("GET", f"/v1/prices/{price.price_id}")
    await world.ask("POST", f"/v1/prices/{price.price_id}", active="false")
    await world.ask("POST", f"/v1/products/{found['product']}", active="false")

    changes = (await set_up_account(world.settings, apply=True)).changes

    assert [each.action for each in changes] == ["update", "replace"]
    assert (await set_up_account(world.settings, apply=False)).changes == ()


async def test_a_subscription_to_an_old_price_keeps_its_plan(
    world: BillingWorld,
) -> None:
    await world.subscribe()
    await bring(world, with_pyme(annual=10990000))

    subscription = await world.billing.sync(world.account_id)

    assert subscription is not None
    assert (subscription.plan, subscription.amount) == ("pyme", 9990000)


async def test_two_operators_looking_do_no_harm(world: BillingWorld) -> None:
    looks = await asyncio.gather(
        *(set_up_account(world.settings, apply=False) for _ in range(2))
    )

    assert [look.changes for look in looks] == [(), ()]


def without_iva(world: BillingWorld) -> Settings:
    changes = {"prices_include_iva": False, "stripe_automatic_tax": True}
    return world.settings.model_copy(update=changes)


async def test_prices_say_whether_iva_is_in_them(world: BillingWorld) -> None:
    assert {each["tax_behavior"] for each in await world.all("prices")} == {"inclusive"}


async def test_other_words_on_iva_take_new_prices(world: BillingWorld) -> None:
    old = await world.price(PYME_ANNUAL)
    settings = without_iva(world)

    shown = (await set_up_account(settings, apply=False)).changes
    made = (await set_up_account(settings, apply=True)).changes

    assert shown == made
    assert len(made) == 6
    assert str(made[3]) == (
        "replace price asystec_pyme_annual: ₡99\N{NO-BREAK SPACE}900 / year, "
        "tax exclusive"
    )
    path = f"/v1/prices?lookup_keys[]={PYME_ANNUAL}"
    (found,) = (await world.ask("GET", path))["data"]
    archived = await world.ask("GET", f"/v1/prices/{old.price_id}")
    assert (found["tax_behavior"], found["unit_amount"]) == ("exclusive", 9990000)
    assert (archived["active"], archived["lookup_key"]) == (False, None)
    assert (await set_up_account(settings, apply=True)).changes == ()


async def test_a_price_that_says_nothing_of_iva_is_told(world: BillingWorld) -> None:
    old = await world.price(PYME_ANNUAL)
    found = await world.ask("GET", f"/v1/prices/{old.price_id}")
    silent = await world.ask(
        "POST",
        "/v1/prices",
        **{
            "product": found["product"],
            "currency": "crc",
            "unit_amount": "9990000",
            "recurring[interval]": "year",
            "lookup_key": PYME_ANNUAL,
            "transfer_lookup_key": "true",
        },
    )

    changes = (await set_up_account(world.settings, apply=True)).changes

    assert [str(each) for each in changes] == [
        "update price asystec_pyme_annual: tax inclusive"
    ]
    told = await world.ask("GET", f"/v1/prices/{silent['id']}")
    assert (told["tax_behavior"], told["active"]) == ("inclusive", True)
    assert (await set_up_account(world.settings, apply=True)).changes == ()
