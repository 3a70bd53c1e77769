"""Another plan: what is shown is what is done."""

import asyncio

from stripe.params import SubscriptionCreateParams

from asystec_web.errors.billing import ChangeNotPaid
from asystec_web.services.billing import ChangePreview, Stand, Timing
from tests.stripe_contract.expecting import eventually, expect, expect_that, refused
from tests.stripe_contract.stage import FAILS, Stage
from tests.stripe_contract.subscribing import (
    PYME_ANNUAL,
    PYME_MONTHLY,
    SMALL_MONTHLY,
    Subscribed,
    subscribe,
)

_TRIAL: SubscriptionCreateParams = {"trial_period_days": 14}


async def change_charges_what_was_shown(stage: Stage) -> None:
    """Changing to the year is charged at once, to the unit that the preview showed."""
    subscribed = await _subscribed(stage)
    shown = await _shown(stage, PYME_ANNUAL)
    expect("when it counts", shown.timing, Timing.NOW)
    cost, year = shown.cost, (await stage.price(PYME_ANNUAL)).amount
    amounts = [part.amount for part in cost.parts]
    expect("what is due", cost.due, sum(amounts))
    expect("what is charged", [each for each in amounts if each > 0], [year])
    month = (await stage.price(PYME_MONTHLY)).amount
    expect_that("unused days are credited", holds=0 < -min(amounts) < month)

    await stage.billing.change(stage.account_id, shown)

    known = await stage.billing.subscription(stage.account_id)
    expect("the cycle", known.cycle if known else "", "annual")
    expect("what was charged", await _charged(subscribed), [cost.due])
    off = await subscribed.period_end() - shown.cost.on.timestamp()
    expect_that(f"the next charge is when shown ({off:+.0f} s)", holds=0 <= off < 60)


async def change_confirmed_twice_is_made_once(stage: Stage) -> None:
    """Two confirmations of one preview at once are charged once."""
    subscribed = await _subscribed(stage)
    shown = await _shown(stage, PYME_ANNUAL)

    confirmed = (stage.billing.change(stage.account_id, shown) for _ in range(2))
    await asyncio.gather(*confirmed)

    expect("what was charged", await _charged(subscribed), [shown.cost.due])


async def declined_change_changes_nothing(stage: Stage) -> None:
    """A card that is declined leaves the plan as it was, and nothing is owed."""
    subscribed = await _subscribed(stage)
    shown = await _shown(stage, PYME_ANNUAL)
    await stage.changes_card(subscribed.customer, FAILS)

    confirming = stage.billing.change(stage.account_id, shown)
    await refused("the change", confirming, ChangeNotPaid)

    standing = await stage.becomes(Stand.ACTIVE)
    expect("the cycle", standing.cycle, "monthly")
    expect("what was charged", await _charged(subscribed), [])


async def smaller_plan_waits_for_the_period(stage: Stage) -> None:
    """A smaller plan is agreed on, charges nothing, and begins with the next period."""
    subscribed = await _subscribed(stage)
    shown = await _shown(stage, SMALL_MONTHLY)
    expect("when it counts", shown.timing, Timing.PERIOD_END)

    await stage.billing.change(stage.account_id, shown)

    standing = await stage.standing()
    agreed = (standing.plan_name, standing.next_plan_name, standing.next_amount)
    expect("what is agreed on", agreed, ("Pyme", "Emprendedor", shown.amount))
    expect("what was charged", await _charged(subscribed), [])

    await subscribed.period_passes()

    async def began() -> None:
        now = await stage.standing()
        expect("the plan", (now.plan_name, now.amount), ("Emprendedor", shown.amount))

    await eventually(began)


async def smaller_plan_is_given_up(stage: Stage) -> None:
    """What was agreed on for the period's end can be undone, and agreed on again."""
    await _subscribed(stage)
    await stage.billing.change(stage.account_id, await _shown(stage, SMALL_MONTHLY))

    await stage.billing.keep_plan(stage.account_id)

    expect("what is agreed on", (await stage.standing()).next_plan_name, "")
    await stage.billing.change(stage.account_id, await _shown(stage, SMALL_MONTHLY))
    standing = await stage.standing()
    expect("what is agreed on again", standing.next_plan_name, "Emprendedor")


async def promotion_counts_for_the_change(stage: Stage) -> None:
    """A promotion that goes on is taken off a change, as shown and as charged."""
    subscribed = await _with_promotion(stage)
    shown = await _shown(stage, PYME_ANNUAL)
    expect_that("something is taken off", holds=shown.cost.discounted > 0)

    await stage.billing.change(stage.account_id, shown)

    expect("what was charged", await _charged(subscribed), [shown.cost.due])


async def promotion_outlives_a_smaller_plan(stage: Stage) -> None:
    """A promotion that goes on is still there when a smaller plan begins."""
    subscribed = await _with_promotion(stage)
    await stage.billing.change(stage.account_id, await _shown(stage, SMALL_MONTHLY))

    await subscribed.period_passes()

    [renewed, *_] = await stage.talk().invoices(subscribed.customer, 1)
    off = [each.amount for each in renewed.total_discount_amounts or ()]
    price = (await stage.price(SMALL_MONTHLY)).amount
    expect("what is taken off", off, [price // 5])


async def trial_changes_for_nothing(stage: Stage) -> None:
    """During a trial another plan counts at once, and costs nothing yet."""
    subscribed = await subscribe(stage, terms=_TRIAL)
    await stage.becomes(Stand.TRIAL)
    shown = await _shown(stage, SMALL_MONTHLY)
    expect("when it counts", shown.timing, Timing.TRIAL)

    await stage.billing.change(stage.account_id, shown)

    standing = await stage.becomes(Stand.TRIAL)
    expect("the plan", standing.plan_name, "Emprendedor")
    expect("what was charged", await _charged(subscribed), [])


async def _with_promotion(stage: Stage) -> Subscribed:
    coupons = stage.client.v1.coupons
    coupon = await coupons.create_async({"percent_off": 20, "duration": "forever"})
    stage.undo(coupon.id, lambda: coupons.delete_async(coupon.id))
    return await _subscribed(stage, {"discounts": [{"coupon": coupon.id}]})


async def _subscribed(
    stage: Stage, terms: SubscriptionCreateParams | None = None
) -> Subscribed:
    """Let some days of a month be used."""
    subscribed = await subscribe(stage, terms=terms)
    await stage.becomes(Stand.ACTIVE)
    await subscribed.clock.days_pass(10)
    return subscribed


async def _shown(stage: Stage, lookup_key: str) -> ChangePreview:
    return await stage.billing.preview_change(stage.account_id, lookup_key)


async def _charged(subscribed: Subscribed) -> list[int]:
    """Give what changes of the plan were invoiced for."""
    listed = await subscribed.stage.client.v1.invoices.list_async(
        {"customer": subscribed.customer}
    )
    return [
        invoice.amount_due
        for invoice in listed.data
        if invoice.billing_reason == "subscription_update"
        and invoice.status in {"open", "paid"}
        and invoice.amount_due
    ]
