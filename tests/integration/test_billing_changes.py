"""Another plan: what is shown is what is done, and it is done once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from asystec_web.errors.billing import (
    BillingFailure,
    BillingUnavailable,
    ChangeDiffers,
    ChangeNotPaid,
    ChangeUnclear,
    ChangeUnderWay,
    NothingToChange,
    PlanUnknown,
)
from asystec_web.models.columns import now
from asystec_web.services.billing import ChangePreview, Stand, Timing
from asystec_web.services.billing.change_preview import LIFE_S
from tests.billing_world import PYME_ANNUAL, PYME_MONTHLY, BillingWorld, Json

pytestmark = pytest.mark.both_databases

DAY_S = 86_400
EMPRESA_MONTHLY = "asystec_empresa_monthly"
SMALL_MONTHLY = "asystec_emprendedor_monthly"
FAILS_LATER = "4000000000000341"
SUBSCRIPTIONS = "/v1/subscriptions/"


async def subscribed(
    world: BillingWorld, lookup_key: str = PYME_MONTHLY, number: str = ""
) -> BillingWorld:
    address = await world.choose(lookup_key)
    paid = await (world.pay(address, number) if number else world.pay(address))
    assert paid.status_code == 303
    await world.billing.sync(world.account_id)
    return world


async def preview(world: BillingWorld, lookup_key: str) -> ChangePreview:
    return await world.billing.preview_change(world.account_id, lookup_key)


async def confirm(world: BillingWorld, shown: ChangePreview) -> None:
    await world.billing.change(world.account_id, shown)


async def charged(world: BillingWorld) -> list[int]:
    """Give what was paid, newest first."""
    return [each["amount_paid"] for each in await world.all("invoices")]


async def running(world: BillingWorld) -> Json:
    [subscription] = await world.all("subscriptions")
    return subscription


async def price_paid(world: BillingWorld) -> str:
    found = await running(world)
    return found["items"]["data"][0]["price"]["lookup_key"]


async def test_a_preview_says_what_stripe_would_charge_and_changes_nothing(
    world: BillingWorld,
) -> None:
    await subscribed(world)
    await world.days_pass(10)

    shown = await preview(world, PYME_ANNUAL)

    assert (shown.timing, shown.plan_name, shown.cycle) == (
        Timing.NOW,
        "Pyme",
        "annual",
    )
    assert (shown.amount, shown.currency, shown.cost.then) == (
        9_990_000,
        "crc",
        9_990_000,
    )
    # About two thirds of the month are left.
    credit, charge = (part.amount for part in shown.cost.parts)
    assert 600_000 < -credit < 720_000
    assert charge == 9_990_000
    assert shown.cost.due == charge + credit
    assert shown.cost.balance == 0
    assert abs(shown.cost.on - now() - timedelta(days=375)) < timedelta(days=2)
    assert await charged(world) == [999_000]
    assert await price_paid(world) == PYME_MONTHLY


async def test_what_was_shown_is_charged_to_the_cent(world: BillingWorld) -> None:
    await subscribed(world)
    await world.days_pass(10)
    shown = await preview(world, PYME_ANNUAL)
    await world.days_pass(0.005)

    await confirm(world, shown)

    assert await charged(world) == [shown.cost.due, 999_000]
    assert await price_paid(world) == PYME_ANNUAL
    standing = await world.billing.standing(world.account_id)
    assert (standing.stand, standing.cycle, standing.amount) == (
        Stand.ACTIVE,
        "annual",
        9_990_000,
    )


async def test_a_larger_plan_costs_the_difference_for_what_is_left(
    world: BillingWorld,
) -> None:
    await subscribed(world)
    await world.days_pass(15)
    shown = await preview(world, EMPRESA_MONTHLY)

    await confirm(world, shown)

    assert 450_000 < shown.cost.due < 560_000
    assert shown.cost.then == 1_999_000
    assert await charged(world) == [shown.cost.due, 999_000]
    assert await price_paid(world) == EMPRESA_MONTHLY


async def test_eight_clicks_on_one_preview_are_one_charge(world: BillingWorld) -> None:
    await subscribed(world)
    shown = await preview(world, PYME_ANNUAL)

    await asyncio.gather(*(confirm(world, shown) for _ in range(8)))

    assert await charged(world) == [shown.cost.due, 999_000]


async def test_two_tabs_are_one_charge(world: BillingWorld) -> None:
    await subscribed(world)
    tabs = [await preview(world, PYME_ANNUAL) for _ in range(2)]
    assert tabs[0].id != tabs[1].id

    await asyncio.gather(*(confirm(world, shown) for shown in tabs))

    assert len(await charged(world)) == 2
    assert await price_paid(world) == PYME_ANNUAL


async def test_a_tab_that_shows_what_is_over_asks_again(world: BillingWorld) -> None:
    await subscribed(world)
    stale = await preview(world, EMPRESA_MONTHLY)
    await confirm(world, await preview(world, PYME_ANNUAL))
    before = await charged(world)

    with pytest.raises(ChangeDiffers):
        await confirm(world, stale)

    assert await charged(world) == before


async def test_a_price_that_changed_meanwhile_asks_again(world: BillingWorld) -> None:
    await subscribed(world)
    shown = await preview(world, PYME_ANNUAL)
    product = (await running(world))["items"]["data"][0]["price"]["product"]
    await world.ask(
        "POST",
        "/v1/prices",
        **{
            "currency": "crc",
            "unit_amount": "10990000",
            "recurring[interval]": "year",
            "product": product,
            "lookup_key": PYME_ANNUAL,
            "transfer_lookup_key": "true",
        },
    )

    with pytest.raises(ChangeDiffers):
        await confirm(world, shown)

    again = await preview(world, PYME_ANNUAL)
    assert again.amount == 10_990_000
    assert await charged(world) == [999_000]
    await confirm(world, again)
    assert await charged(world) == [again.cost.due, 999_000]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"amount": 1}, id="another price"),
        pytest.param({"currency": "usd"}, id="another currency"),
        pytest.param({"timing": Timing.PERIOD_END}, id="another time"),
        pytest.param({"before": "price_other"}, id="another plan so far"),
        pytest.param({"due": 1}, id="another charge"),
        pytest.param({"parts": ()}, id="another reckoning"),
        pytest.param({"since": 1}, id="another moment"),
    ],
)
async def test_what_was_not_shown_is_not_charged(
    world: BillingWorld, changes: dict[str, Any]
) -> None:
    await subscribed(world)
    shown = await preview(world, PYME_ANNUAL)
    costs = {name: changes[name] for name in changes if hasattr(shown.cost, name)}
    terms = changes.keys() - costs.keys()
    forged = replace(
        shown,
        cost=replace(shown.cost, **costs),
        **{name: changes[name] for name in terms},
    )

    with pytest.raises(BillingFailure):
        await confirm(world, forged)

    assert await charged(world) == [999_000]
    assert await price_paid(world) == PYME_MONTHLY


async def test_a_preview_of_long_ago_asks_again(world: BillingWorld) -> None:
    await subscribed(world)
    shown = await preview(world, PYME_ANNUAL)
    await world.days_pass((LIFE_S + 60) / DAY_S)

    with pytest.raises(ChangeDiffers):
        await confirm(world, shown)

    assert await charged(world) == [999_000]


async def test_a_declined_card_changes_nothing(world: BillingWorld) -> None:
    await subscribed(world, number=FAILS_LATER)
    before = await running(world)
    shown = await preview(world, PYME_ANNUAL)

    with pytest.raises(ChangeNotPaid):
        await confirm(world, shown)

    assert await running(world) == before
    assert await charged(world) == [999_000]
    standing = await world.billing.standing(world.account_id)
    assert (standing.stand, standing.cycle) == (Stand.ACTIVE, "monthly")


@pytest.mark.parametrize(
    ("own", "wanted", "name"),
    [
        pytest.param(PYME_ANNUAL, PYME_MONTHLY, "Pyme", id="by the month"),
        pytest.param(PYME_MONTHLY, SMALL_MONTHLY, "Emprendedor", id="smaller"),
        pytest.param(PYME_ANNUAL, EMPRESA_MONTHLY, "Empresa", id="larger by the month"),
    ],
)
async def test_less_begins_when_what_was_paid_is_used_up(
    world: BillingWorld, own: str, wanted: str, name: str
) -> None:
    await subscribed(world, own)
    paid = await charged(world)
    ends = (await world.billing.standing(world.account_id)).on

    shown = await preview(world, wanted)
    await asyncio.gather(*(confirm(world, shown) for _ in range(3)))

    assert (shown.timing, shown.cost.due, shown.cost.on) == (Timing.PERIOD_END, 0, ends)
    standing = await world.billing.standing(world.account_id)
    assert (standing.stand, standing.on) == (Stand.ACTIVE, ends)
    assert (standing.next_plan_name, standing.next_cycle) == (name, "monthly")
    assert standing.next_amount == shown.amount
    assert await charged(world) == paid
    assert await price_paid(world) == own
    await world.days_pass(366 if own == PYME_ANNUAL else 32)
    assert await price_paid(world) == wanted
    assert (await charged(world))[0] == shown.amount


async def test_two_tabs_agree_on_one_change(world: BillingWorld) -> None:
    await subscribed(world, PYME_ANNUAL)
    tabs = [await preview(world, PYME_MONTHLY) for _ in range(2)]

    await asyncio.gather(*(confirm(world, shown) for shown in tabs))

    assert len(await world.all("subscription_schedules")) == 1
    standing = await world.billing.standing(world.account_id)
    assert standing.next_cycle == "monthly"


async def test_what_was_agreed_can_be_undone_and_agreed_again(
    world: BillingWorld,
) -> None:
    await subscribed(world, PYME_ANNUAL)
    await confirm(world, await preview(world, PYME_MONTHLY))
    with pytest.raises(NothingToChange):
        await preview(world, "asystec_empresa_annual")

    await world.billing.keep_plan(world.account_id)
    await world.billing.keep_plan(world.account_id)

    standing = await world.billing.standing(world.account_id)
    assert (standing.stand, standing.next_plan_name) == (Stand.ACTIVE, "")
    await confirm(world, await preview(world, PYME_MONTHLY))
    standing = await world.billing.standing(world.account_id)
    assert standing.next_cycle == "monthly"


async def test_a_plan_begun_and_not_agreed_on_is_in_nobodys_way(
    world: BillingWorld,
) -> None:
    await subscribed(world)
    await world.ask(
        "POST",
        "/v1/subscription_schedules",
        from_subscription=(await running(world))["id"],
    )

    await confirm(world, await preview(world, PYME_ANNUAL))

    assert await price_paid(world) == PYME_ANNUAL


Spoil = Callable[[BillingWorld], Awaitable[None]]


def mood(**faults: object) -> Spoil:
    async def spoil(world: BillingWorld) -> None:
        await world.control("mood", faults)

    return spoil


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(mood(path="/v1/invoices", status=503), id="before"),
        pytest.param(mood(path="/v1/subscriptions", status=400), id="at first"),
    ],
)
async def test_an_outage_before_the_change_did_nothing(
    world: BillingWorld, spoil: Spoil
) -> None:
    await subscribed(world)
    shown = await preview(world, PYME_ANNUAL)
    await spoil(world)

    with pytest.raises(BillingUnavailable):
        await confirm(world, shown)

    await world.control("mood", [])
    assert await charged(world) == [999_000]
    assert await price_paid(world) == PYME_MONTHLY


async def test_an_answer_lost_after_the_change_is_found_out(
    world: BillingWorld,
) -> None:
    await subscribed(world)
    shown = await preview(world, PYME_ANNUAL)
    lost = {"method": "POST", "path": SUBSCRIPTIONS, "when": "after", "drop": True}
    await world.control("mood", lost | {"times": 3})

    await confirm(world, shown)

    assert await charged(world) == [shown.cost.due, 999_000]
    standing = await world.billing.standing(world.account_id)
    assert standing.cycle == "annual"


async def test_what_nobody_answers_may_be_confirmed_again(world: BillingWorld) -> None:
    await subscribed(world)
    shown = await preview(world, PYME_ANNUAL)
    await world.control("mood", {"method": "POST", "path": SUBSCRIPTIONS, "drop": True})

    with pytest.raises(ChangeUnclear):
        await confirm(world, shown)
    await world.control("mood", [])
    with pytest.raises(ChangeUnderWay):
        await confirm(world, await preview(world, EMPRESA_MONTHLY))
    await confirm(world, shown)

    assert await charged(world) == [shown.cost.due, 999_000]


async def test_a_stored_failure_needs_another_confirmation(
    world: BillingWorld,
) -> None:
    await subscribed(world)
    shown = await preview(world, PYME_ANNUAL)
    broken = {"method": "POST", "path": SUBSCRIPTIONS, "status": 500}
    await world.control("mood", broken)

    with pytest.raises(BillingUnavailable):
        await confirm(world, shown)
    await world.control("mood", [])
    again = await preview(world, PYME_ANNUAL)
    await confirm(world, again)

    assert await charged(world) == [again.cost.due, 999_000]


@pytest.mark.parametrize("lookup_key", [PYME_MONTHLY, "asystec_otro_monthly", ""])
async def test_nothing_else_is_on_sale(world: BillingWorld, lookup_key: str) -> None:
    await subscribed(world)

    with pytest.raises(PlanUnknown):
        await preview(world, lookup_key)


async def test_who_has_no_subscription_changes_none(world: BillingWorld) -> None:
    with pytest.raises(NothingToChange):
        await preview(world, PYME_ANNUAL)
    with pytest.raises(NothingToChange):
        await world.billing.keep_plan(world.account_id)

    assert await world.billing.change_choices(world.account_id) == []


async def test_who_did_not_pay_or_leaves_changes_nothing(world: BillingWorld) -> None:
    await subscribed(world)
    shown = await preview(world, PYME_ANNUAL)
    path = f"{SUBSCRIPTIONS}{(await running(world))['id']}"
    await world.ask("POST", path, cancel_at_period_end="true")

    with pytest.raises(NothingToChange):
        await confirm(world, shown)
    leaving = await world.billing.change_choices(world.account_id)
    await world.ask("DELETE", path)
    with pytest.raises(NothingToChange):
        await preview(world, PYME_ANNUAL)

    assert leaving == []
    assert await charged(world) == [999_000]


async def test_receipts_are_the_last_twelve_charges(world: BillingWorld) -> None:
    assert await world.billing.receipts(world.account_id) == ()
    await subscribed(world)
    await world.days_pass(31 * 13)

    receipts = await world.billing.receipts(world.account_id)

    assert len(receipts) == 12
    assert {(each.amount, each.status) for each in receipts} == {(999_000, "paid")}
    assert receipts[0].on > receipts[1].on
    assert len({each.number for each in receipts}) == 12
    page = await world.http.get(urlsplit(receipts[0].url).path)
    assert page.status_code == 200


async def test_receipts_of_a_silent_stripe_are_unknown(world: BillingWorld) -> None:
    await subscribed(world)
    await world.control("mood", {"path": "/v1/invoices", "status": 400})

    with pytest.raises(BillingUnavailable):
        await world.billing.receipts(world.account_id)


@pytest.mark.parametrize("wanted", [PYME_ANNUAL, SMALL_MONTHLY])
async def test_a_promotion_counts_in_what_is_shown_and_charged(
    world: BillingWorld, wanted: str
) -> None:
    coupon = {"percent_off": "20", "duration": "forever"}
    made = await world.ask("POST", "/v1/coupons", **coupon)
    promoted = {"promotion[type]": "coupon", "promotion[coupon]": made["id"]}
    await world.ask("POST", "/v1/promotion_codes", code="CAFE20", **promoted)
    address = await world.choose(PYME_MONTHLY)
    typed = {"act": "code", "code": "CAFE20"}
    await world.http.post(urlsplit(address).path, data=typed)
    await world.pay(address)
    shown = await preview(world, wanted)

    await confirm(world, shown)

    assert (await charged(world))[-1] == 799_200
    if shown.timing is Timing.NOW:
        cost = shown.cost
        assert cost.discounted == 1_998_000
        reckoned = sum(part.amount for part in cost.parts)
        assert cost.due == reckoned - cost.discounted
        assert (await charged(world))[0] == shown.cost.due
    else:
        await world.days_pass(32)
        assert (await charged(world))[0] == 399_200
