"""From a click to the payment page; paying on it takes a browser."""

import asyncio

import stripe

from asystec_web.services.billing.answers import CheckoutSession
from asystec_web.services.billing.failures import (
    KeySpent,
    StripeMissing,
    StripeRefused,
)
from tests.stripe_contract.expecting import expect, expect_that, refused
from tests.stripe_contract.stage import Stage
from tests.stripe_contract.subscribing import PYME_ANNUAL, PYME_MONTHLY

_HOUR_S = 3600
_SLACK_S = 300


async def three_clicks_open_one_page(stage: Stage) -> None:
    """Three clicks at once make one customer and one payment page, and end on it."""
    pages = await asyncio.gather(*(stage.choose(PYME_ANNUAL) for _ in range(3)))

    found = [page.url for page in await _open_pages(stage)]
    expect("where the clicks led", set(pages), set(found))
    expect("the pages that are open", len(found), 1)
    email = f"facturas-{stage.email}"
    customers = await stage.client.v1.customers.list_async({"email": email})
    expect("the customers", len(customers.data), 1)


async def page_sells_what_was_shown(stage: Stage) -> None:
    """The page asks for the amount, currency and language we chose, for an hour."""
    await stage.choose(PYME_ANNUAL)

    price, page = await stage.price(PYME_ANNUAL), await _page(stage)
    expect("what is charged", (page.amount_total, page.currency), (price.amount, "crc"))
    expect("the mode", page.mode, "subscription")
    expect("the language", page.locale, "es-419")
    expect("whose it is", page.client_reference_id, str(stage.account_id))
    expect("the account named", page["metadata"]["account"], str(stage.account_id))
    converts = page["adaptive_pricing"]["enabled"]
    expect_that("it charges in the price's own currency", holds=not converts)
    codes = page.allow_promotion_codes
    expect_that("it takes promotion codes", holds=codes is True)
    life = page.expires_at - page.created
    expect_that(
        f"the page lives for about an hour ({life} s)",
        holds=_HOUR_S - _SLACK_S < life <= _HOUR_S + _SLACK_S,
    )
    back = page.success_url or ""
    expect_that("it leads back", holds="{CHECKOUT_SESSION_ID}" in back)


async def trial_asks_for_no_card(stage: Stage) -> None:
    """A page with a free trial charges nothing, and takes no card it does not need."""
    await stage.choose(PYME_MONTHLY, stage.settings.trial_days)

    page = await _page(stage)
    expect("what is charged today", page.amount_total, 0)
    expect("when a card is asked for", page.payment_method_collection, "if_required")


async def other_choice_closes_the_first_page(stage: Stage) -> None:
    """Whoever chooses otherwise cannot pay the first choice any more."""
    await stage.choose(PYME_MONTHLY)
    [first] = await _open_pages(stage)

    second = await stage.choose(PYME_ANNUAL)

    expect("the first page", (await stage.talk().session(first.id)).status, "expired")
    found = [page.url for page in await _open_pages(stage)]
    expect("the pages that are open", found, [second])
    closing = stage.talk().expire_session(first.id)
    await refused("closing it again", closing, StripeRefused)


async def key_means_one_request(stage: Stage) -> None:
    """An idempotency key gives the first answer again, and is spent for another."""
    key = f"asystec-cus-{stage.account_id}-contract"
    email = f"facturas-{stage.email}"

    first = await stage.talk().create_customer({"email": email}, key)
    second = await stage.talk().create_customer({"email": email}, key)

    expect("the second answer", second.id, first.id)
    other = stage.talk().create_customer({"email": email, "name": "OTRA"}, key)
    await refused("another request under the key", other, KeySpent)


async def cedula_is_kept_as_tax_id(stage: Stage) -> None:
    """A cédula jurídica is taken as `cr_tin`, the tax id of Costa Rica."""
    await stage.choose(PYME_MONTHLY)

    listed = await stage.client.v1.customers.tax_ids.list_async(
        (await stage.account()).stripe_customer_id or ""
    )
    expect("the tax ids", [each.type for each in listed.data], ["cr_tin"])


async def deleted_customer_is_made_anew(stage: Stage) -> None:
    """After a customer is deleted in the dashboard, the next click makes another."""
    first = await stage.choose(PYME_MONTHLY)
    before = (await stage.account()).stripe_customer_id or ""
    await stage.client.v1.customers.delete_async(before)

    second = await stage.choose(PYME_MONTHLY)

    after = (await stage.account()).stripe_customer_id
    expect_that("the customer is another", holds=after not in {None, before})
    expect_that("so is the page", holds=second != first)


async def nothing_is_found_under_a_wrong_name(stage: Stage) -> None:
    """What does not exist is told as missing, and a missing customer by its name."""
    talk = stage.talk()

    await refused("a page", talk.session("cs_test_contract"), StripeMissing)
    await refused("a subscription", talk.subscription("sub_contract"), StripeMissing)
    try:
        await talk.subscriptions("cus_contract")
    except StripeMissing as missing:
        expect("what is missing", missing.param, "customer")
    else:
        expect("the list of nobody", "given", "refused")


async def _open_pages(stage: Stage) -> list[CheckoutSession]:
    customer = (await stage.account()).stripe_customer_id or ""
    return await stage.talk().open_sessions(customer)


async def _page(stage: Stage) -> stripe.checkout.Session:
    [page] = await _open_pages(stage)
    return await stage.client.v1.checkout.sessions.retrieve_async(page.id)
