"""What becomes of a subscription, and what we make of it."""

from typing import Literal

from stripe.params import SubscriptionCreateParams

from asystec_web.errors.billing import AlreadySubscribed
from asystec_web.services.billing import Stand
from tests.stripe_contract.expecting import eventually, expect, expect_that, refused
from tests.stripe_contract.stage import FAILS, PAYS, Stage
from tests.stripe_contract.subscribing import (
    PYME_ANNUAL,
    PYME_MONTHLY,
    again,
    subscribe,
)


def _trial(end: Literal["cancel", "pause"]) -> SubscriptionCreateParams:
    return {
        "trial_period_days": 14,
        "trial_settings": {"end_behavior": {"missing_payment_method": end}},
    }


async def paid_plan_counts_and_is_sold_once(stage: Stage) -> None:
    """A paid subscription is active, named by its product, and no second is sold."""
    price = await stage.price(PYME_MONTHLY)
    subscribed = await subscribe(stage)

    standing = await stage.becomes(Stand.ACTIVE)

    found = (standing.plan_name, standing.cycle, standing.amount, standing.currency)
    expect("what is paid for", found, ("Pyme", "monthly", price.amount, "crc"))
    expect_that("it counts as paid", holds=standing.entitles)
    ends = int(standing.on.timestamp()) if standing.on else 0
    expect("the next charge", ends, await subscribed.period_end())
    await refused("a second plan", stage.choose(PYME_ANNUAL), AlreadySubscribed)


async def renewal_is_charged_and_listed(stage: Stage) -> None:
    """A period that ends is charged again; both receipts are listed, newest first."""
    subscribed = await subscribe(stage)
    before = await subscribed.period_end()

    await subscribed.period_passes()

    await stage.becomes(Stand.ACTIVE)
    expect_that("a period began", holds=await subscribed.period_end() > before)

    async def both_are_paid() -> None:
        receipts = await stage.billing.receipts(stage.account_id)
        expect("the receipts", [each.status for each in receipts], ["paid", "paid"])
        expect_that("newest first", holds=receipts[0].on > receipts[1].on)
        expect_that("with pages", holds=all(each.url for each in receipts))

    await eventually(both_are_paid)


async def declined_renewal_is_told_and_mended(stage: Stage) -> None:
    """A renewal that is declined is told; with another card it is paid, and counts."""
    subscribed = await subscribe(stage)
    await stage.changes_card(subscribed.customer, FAILS)

    await subscribed.period_passes()

    await stage.becomes(Stand.PAYMENT_FAILED)
    await stage.changes_card(subscribed.customer, PAYS)
    owed = (await subscribed.read())["latest_invoice"]
    await stage.client.v1.invoices.pay_async(owed)
    await stage.becomes(Stand.ACTIVE)


async def first_payment_declined_sells_nothing_more(stage: Stage) -> None:
    """Without its first payment a plan does not count, and no second is sold."""
    await subscribe(stage, token=FAILS)

    standing = await stage.becomes(Stand.PAYMENT_FAILED)

    expect_that("it counts as unpaid", holds=not standing.entitles)
    await refused("a second plan", stage.choose(PYME_ANNUAL), AlreadySubscribed)


async def trial_without_card_ends(stage: Stage) -> None:
    """A trial counts until its end, and without a card is cancelled then."""
    subscribed = await subscribe(stage, token=None, terms=_trial("cancel"))
    standing = await stage.becomes(Stand.TRIAL)
    expect_that("it counts", holds=standing.entitles)

    await subscribed.period_passes()

    await stage.becomes(Stand.ENDED)


async def trial_without_card_pauses(stage: Stage) -> None:
    """A trial that is to pause at its end is paused, and still in the way."""
    subscribed = await subscribe(stage, token=None, terms=_trial("pause"))

    await subscribed.period_passes()

    await stage.becomes(Stand.PAUSED)
    await refused("a second plan", stage.choose(PYME_ANNUAL), AlreadySubscribed)


async def cancelled_plan_ends_with_its_period(stage: Stage) -> None:
    """A plan that is cancelled counts until the period ends, and then no more."""
    subscribed = await subscribe(stage)
    ends = await subscribed.period_end()
    await stage.client.v1.subscriptions.update_async(
        subscribed.id, {"cancel_at_period_end": True}
    )
    standing = await stage.becomes(Stand.CANCELS)
    expect("the last day", int(standing.on.timestamp()) if standing.on else 0, ends)

    await subscribed.period_passes()

    await stage.becomes(Stand.ENDED)


async def ended_plan_can_be_bought_again(stage: Stage) -> None:
    """A plan that was cancelled at once has ended, and another may be bought."""
    customer = await stage.pays_with(PAYS)
    subscription = await again(stage, customer)
    await stage.becomes(Stand.ACTIVE)

    await stage.client.v1.subscriptions.cancel_async(subscription)

    await stage.becomes(Stand.ENDED)
    page = await stage.choose(PYME_ANNUAL)
    expect_that("a payment page is given", holds=page.startswith("http"))


async def second_subscription_is_noticed(stage: Stage) -> None:
    """Of two subscriptions of a customer the older one counts, and we notice."""
    subscribed = await subscribe(stage)
    await subscribed.clock.days_pass(1)

    await again(stage, subscribed.customer, PYME_ANNUAL)

    await stage.becomes(Stand.DUPLICATE)
    known = await stage.billing.subscription(stage.account_id)
    counts = known.stripe_subscription_id if known else ""
    expect("the one that counts", counts, subscribed.id)
