"""A free trial: without a card, and for each cédula once."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlmodel import update

from asystec_web.errors.billing import PriceChanged
from asystec_web.models import PlanAttempt, TrialClaim
from asystec_web.models.columns import now
from asystec_web.services.billing import Billing, Stand, Timing
from tests.billing_world import PYME_ANNUAL, PYME_MONTHLY, BillingWorld

pytestmark = pytest.mark.both_databases

DAYS = 14
DAY_S = 86_400


@pytest.fixture
def billing_settings() -> dict[str, object]:
    return {"trial_days": DAYS}


async def begin(world: BillingWorld) -> httpx.Response:
    """Choose the trial and confirm it without a card."""
    address = await world.choose(PYME_ANNUAL, DAYS)
    return await world.http.post(httpx.URL(address).path, data={"name": "PRUEBA"})


async def offered(world: BillingWorld, account_id: Any = None) -> int:
    return await world.billing.trial_days(account_id or world.account_id)


async def test_a_trial_begins_without_a_card(world: BillingWorld) -> None:
    assert await offered(world) == DAYS

    assert (await begin(world)).status_code == 303
    await world.billing.sync(world.account_id)

    (subscription,) = await world.all("subscriptions")
    standing = await world.billing.standing(world.account_id)
    assert subscription["default_payment_method"] is None
    assert standing.stand is Stand.TRIAL
    assert standing.entitles
    assert standing.on is not None
    assert timedelta(days=DAYS - 1) < standing.on - now() <= timedelta(days=DAYS)
    assert (standing.amount, standing.currency) == (9990000, "crc")


@pytest.mark.parametrize(
    ("end", "stand"), [("cancel", Stand.ENDED), ("pause", Stand.PAUSED)]
)
async def test_a_trial_without_a_card_ends_as_the_settings_say(
    world: BillingWorld, end: str, stand: Stand
) -> None:
    changed = world.settings.model_copy(update={"trial_end": end})
    world.billing = Billing(changed, world.database)
    await begin(world)
    await world.billing.sync(world.account_id)

    await world.control("advance", {"seconds": (DAYS + 1) * DAY_S, "key": world.key})
    await world.billing.sync(world.account_id)

    standing = await world.billing.standing(world.account_id)
    await world.billing.close()
    assert standing.stand is stand
    assert not standing.entitles


async def test_a_cedula_has_one_trial_whoever_asks(world: BillingWorld) -> None:
    await begin(world)
    await world.billing.sync(world.account_id)
    other = await world.new_account("otra")

    assert await offered(world) == 0
    assert await offered(world, other) == 0
    world.account_id = other
    with pytest.raises(PriceChanged):
        await world.choose(PYME_ANNUAL, DAYS)
    assert (await world.pay(await world.choose(PYME_ANNUAL))).status_code == 303


async def test_another_cedula_has_its_own(world: BillingWorld) -> None:
    await begin(world)
    await world.billing.sync(world.account_id)

    other = await world.new_account("otra", cedula="3101999998")

    assert await offered(world, other) == DAYS


async def test_a_cedula_that_subscribed_has_no_trial(world: BillingWorld) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    (subscription,) = await world.all("subscriptions")
    await world.ask("DELETE", f"/v1/subscriptions/{subscription['id']}")
    await world.billing.sync(world.account_id)

    assert await offered(world) == 0
    assert await offered(world, await world.new_account("otra")) == 0


async def test_two_accounts_of_one_cedula_at_once_get_one_trial(
    world: BillingWorld,
) -> None:
    other = await world.new_account("otra")
    price = await world.price(PYME_ANNUAL)

    answers = await asyncio.gather(
        *(
            world.billing.checkout(each, PYME_ANNUAL, price.amount, "crc", DAYS)
            for each in (world.account_id, other)
        ),
        return_exceptions=True,
    )

    assert sorted(type(each).__name__ for each in answers) == ["PriceChanged", "str"]
    assert len(await world.all("checkout/sessions")) == 1
    assert await world.rows(TrialClaim) == 1


async def test_a_trial_not_begun_is_free_again(world: BillingWorld) -> None:
    await world.choose(PYME_ANNUAL, DAYS)
    other = await world.new_account("otra")
    held = await offered(world, other)

    (session,) = await world.all("checkout/sessions")
    await world.ask("POST", f"/v1/checkout/sessions/{session['id']}/expire")
    async with world.database.transaction() as opened:
        long_ago = now() - timedelta(hours=2)
        await opened.exec(update(PlanAttempt).values(created_at=long_ago))
    await world.billing.sweep()

    assert held == 0
    assert await offered(world, other) == DAYS


async def test_the_other_cycle_keeps_the_trial(world: BillingWorld) -> None:
    await world.choose(PYME_MONTHLY, DAYS)

    again = await offered(world)
    await world.choose(PYME_ANNUAL, DAYS)

    assert again == DAYS
    statuses = [each["status"] for each in await world.all("checkout/sessions")]
    assert sorted(statuses) == ["expired", "open"]
    assert await world.rows(TrialClaim) == 1


async def test_a_trial_that_was_not_shown_is_not_given(world: BillingWorld) -> None:
    address = await world.choose(PYME_ANNUAL)

    (session,) = await world.all("checkout/sessions")
    assert session["url"] == address
    assert session["amount_total"] == 9990000
    assert await world.rows(TrialClaim) == 0


@pytest.mark.parametrize("days", [1, 13, 365])
async def test_more_days_than_are_offered_are_not_given(
    world: BillingWorld, days: int
) -> None:
    with pytest.raises(PriceChanged):
        await world.choose(PYME_ANNUAL, days)

    assert await world.all("checkout/sessions") == []


@pytest.mark.parametrize(
    "wanted", [PYME_MONTHLY, "asystec_empresa_annual", "asystec_emprendedor_monthly"]
)
async def test_a_plan_changed_during_the_trial_costs_nothing_until_its_end(
    world: BillingWorld, wanted: str
) -> None:
    await begin(world)
    await world.billing.sync(world.account_id)
    ends = (await world.billing.standing(world.account_id)).on

    shown = await world.billing.preview_change(world.account_id, wanted)
    await world.billing.change(world.account_id, shown)

    assert (shown.timing, shown.cost.due, shown.cost.on) == (Timing.TRIAL, 0, ends)
    assert shown.cost.then == shown.amount == (await world.price(wanted)).amount
    standing = await world.billing.standing(world.account_id)
    assert (standing.stand, standing.on) == (Stand.TRIAL, ends)
    assert standing.amount == shown.amount
    assert {each["amount_paid"] for each in await world.all("invoices")} == {0}
