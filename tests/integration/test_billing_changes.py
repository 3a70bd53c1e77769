"""Another plan or cycle: shown first, and then done as it was shown."""

from dataclasses import replace

import pytest

from asystec_web.errors import (
    ChangeNotPaid,
    NothingToChange,
    PlanUnknown,
    PriceChanged,
)
from asystec_web.services.billing import ChangePreview, Timing
from asystec_web.services.billing.changes import CONFIRM_WITHIN_S
from tests.billing_world import PYME_ANNUAL, PYME_MONTHLY, BillingWorld

pytestmark = pytest.mark.both_databases

SMALL, BIG = "asystec_emprendedor_monthly", "asystec_empresa_monthly"
MONTHLY, ANNUAL = 999_000, 9_990_000
FAILS_AT_RENEWAL = "4000000000000341"


@pytest.fixture
async def monthly(world: BillingWorld) -> BillingWorld:
    """Somebody who pays Pyme by the month."""
    await world.subscribe(PYME_MONTHLY)
    await world.billing.sync(world.account_id)
    return world


async def shown(world: BillingWorld, lookup_key: str) -> ChangePreview:
    return await world.billing.preview_change(world.account_id, lookup_key)


async def plan(world: BillingWorld) -> tuple[str, str, int]:
    known = await world.billing.subscription(world.account_id)
    assert known is not None
    return known.plan, known.cycle, known.amount


async def test_monthly_to_annual_shows_the_charge_and_charges_that(
    monthly: BillingWorld,
) -> None:
    preview = await shown(monthly, PYME_ANNUAL)
    untouched = await plan(monthly)
    await monthly.billing.change(monthly.account_id, preview)

    (latest, *_) = await monthly.billing.receipts(monthly.account_id)
    assert (preview.timing, preview.currency) == (Timing.NOW, "crc")
    # What is left of the month counts.
    assert ANNUAL - MONTHLY <= preview.amount < ANNUAL
    assert preview.later == ANNUAL
    assert untouched == ("pyme", "monthly", MONTHLY)
    assert await plan(monthly) == ("pyme", "annual", ANNUAL)
    assert (latest.amount, latest.status) == (preview.amount, "paid")


async def test_twice_confirmed_is_charged_once(monthly: BillingWorld) -> None:
    preview = await shown(monthly, PYME_ANNUAL)
    await monthly.billing.change(monthly.account_id, preview)

    with pytest.raises(NothingToChange):
        await monthly.billing.change(monthly.account_id, preview)

    assert len(await monthly.billing.receipts(monthly.account_id)) == 2


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"amount": 1}, id="another amount"),
        pytest.param({"currency": "usd"}, id="another currency"),
        pytest.param({"later": 1}, id="another price later"),
        pytest.param({"timing": Timing.PERIOD_END}, id="another time"),
    ],
)
async def test_what_was_not_shown_is_not_charged(
    monthly: BillingWorld, changes: dict[str, object]
) -> None:
    preview = replace(await shown(monthly, PYME_ANNUAL), **changes)  # pyright: ignore[reportArgumentType] - what a browser might send

    with pytest.raises(PriceChanged):
        await monthly.billing.change(monthly.account_id, preview)

    assert await plan(monthly) == ("pyme", "monthly", MONTHLY)


@pytest.mark.parametrize("seconds", [-CONFIRM_WITHIN_S - 5, 3600])
async def test_what_was_shown_long_ago_asks_again(
    monthly: BillingWorld, seconds: int
) -> None:
    preview = await shown(monthly, PYME_ANNUAL)

    with pytest.raises(PriceChanged):
        await monthly.billing.change(
            monthly.account_id, replace(preview, moment=preview.moment + seconds)
        )


async def test_a_card_that_does_not_pay_leaves_the_plan(world: BillingWorld) -> None:
    await world.pay(await world.choose(PYME_MONTHLY), FAILS_AT_RENEWAL)
    preview = await shown(world, PYME_ANNUAL)

    with pytest.raises(ChangeNotPaid):
        await world.billing.change(world.account_id, preview)

    assert await plan(world) == ("pyme", "monthly", MONTHLY)


async def test_a_bigger_plan_counts_at_once(monthly: BillingWorld) -> None:
    preview = await shown(monthly, BIG)
    await monthly.billing.change(monthly.account_id, preview)

    assert preview.timing is Timing.NOW
    assert 0 < preview.amount <= preview.later - MONTHLY
    assert await plan(monthly) == ("empresa", "monthly", preview.later)


@pytest.mark.parametrize(
    ("bought", "chosen", "after"),
    [
        pytest.param(
            PYME_MONTHLY, SMALL, ("emprendedor", "monthly", 499_000), id="smaller"
        ),
        pytest.param(
            PYME_ANNUAL, PYME_MONTHLY, ("pyme", "monthly", MONTHLY), id="by the month"
        ),
    ],
)
async def test_less_counts_from_the_end_of_the_period(
    world: BillingWorld, bought: str, chosen: str, after: tuple[str, str, int]
) -> None:
    await world.subscribe(bought)
    preview = await shown(world, chosen)
    before = await plan(world)

    await world.billing.change(world.account_id, preview)

    standing = await world.billing.standing(world.account_id)
    assert (preview.timing, preview.amount) == (Timing.PERIOD_END, 0)
    assert await plan(world) == before
    assert preview.on == standing.on
    assert (standing.next_cycle, standing.next_amount) == after[1:]
    await world.days_pass(366 if before[1] == "annual" else 32)
    await world.billing.sync(world.account_id)
    assert await plan(world) == after


async def test_an_agreed_change_may_be_given_up(monthly: BillingWorld) -> None:
    await monthly.billing.change(monthly.account_id, await shown(monthly, SMALL))

    await monthly.billing.keep_plan(monthly.account_id)
    await monthly.billing.keep_plan(monthly.account_id)

    standing = await monthly.billing.standing(monthly.account_id)
    assert standing.next_plan_name == ""


async def test_another_change_replaces_the_agreed_one(monthly: BillingWorld) -> None:
    await monthly.billing.change(monthly.account_id, await shown(monthly, SMALL))

    await monthly.billing.change(monthly.account_id, await shown(monthly, PYME_ANNUAL))

    standing = await monthly.billing.standing(monthly.account_id)
    assert await plan(monthly) == ("pyme", "annual", ANNUAL)
    assert standing.next_plan_name == ""


async def test_there_is_nothing_to_change(world: BillingWorld) -> None:
    with pytest.raises(NothingToChange):
        await shown(world, PYME_ANNUAL)
    await world.subscribe(PYME_MONTHLY)

    with pytest.raises(NothingToChange):
        await shown(world, PYME_MONTHLY)
    with pytest.raises(PlanUnknown):
        await shown(world, "asystec_otro_annual")


async def test_receipts_say_what_was_paid_and_where_to_see_it(
    monthly: BillingWorld,
) -> None:
    (receipt,) = await monthly.billing.receipts(monthly.account_id)

    assert (receipt.amount, receipt.currency, receipt.status) == (
        MONTHLY,
        "crc",
        "paid",
    )
    assert receipt.number
    assert receipt.url.startswith("http")
    nobody = await monthly.new_account("otra")
    assert await monthly.billing.receipts(nobody) == ()
