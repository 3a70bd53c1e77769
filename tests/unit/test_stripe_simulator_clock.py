"""Time of a world: renewals that fail, trials that end, a clock moved ahead."""

import time

import pytest

from tests.stripe_shop import DAY_S, Json, Shop, card

FAILS_LATER = "4000000000000341"
PAUSES = {
    "subscription_data[trial_period_days]": "7",
    "subscription_data[trial_settings][end_behavior][missing_payment_method]": "pause",
    "payment_method_collection": "if_required",
}


@pytest.fixture
def shop() -> Shop:
    return Shop()


async def read(shop: Shop, subscription: Json) -> Json:
    return await shop.ask("GET", f"subscriptions/{subscription['id']}")


async def invoices(shop: Shop, subscription: Json) -> list[Json]:
    query = {"subscription": subscription["id"], "limit": "100"}
    return (await shop.ask("GET", "invoices", query))["data"]


async def paused(shop: Shop) -> Json:
    session = await shop.session(await shop.price(), await shop.customer(), **PAUSES)
    await shop.http.post(session["url"], data={})
    await shop.days_pass(8)
    [subscription] = (await shop.ask("GET", "subscriptions", {"status": "all"}))["data"]
    return subscription


async def test_a_shop_sells_on_after_the_clock_was_moved(shop: Shop) -> None:
    price, customer = await shop.price(), await shop.customer()
    await shop.days_pass(40)
    mine = int(time.time())

    session = await shop.session(price, customer, expires_at=str(mine + 3600))
    early = await shop.refused(
        "POST",
        "checkout/sessions",
        {
            "mode": "subscription",
            "line_items[0][price]": price["id"],
            "line_items[0][quantity]": "1",
            "success_url": "http://shop.test",
            "expires_at": str(mine + 60),
        },
    )
    open_ = await shop.ask("GET", f"checkout/sessions/{session['id']}")
    await shop.days_pass(1 / 23)
    closed = await shop.ask("GET", f"checkout/sessions/{session['id']}")

    assert 3540 < session["expires_at"] - session["created"] <= 3600
    assert early["param"] == "expires_at"
    assert (open_["status"], closed["status"]) == ("open", "expired")


async def test_moments_of_the_worlds_own_clock_are_understood(shop: Shop) -> None:
    customer = await shop.customer()
    await shop.days_pass(40)
    now = (await shop.customer())["created"]

    session = await shop.session(
        await shop.price(), customer, expires_at=str(now + 3600)
    )

    assert session["expires_at"] == now + 3600


async def test_a_trial_may_end_by_the_callers_clock(shop: Shop) -> None:
    await shop.customer()
    await shop.days_pass(40)
    form = {"subscription_data[trial_end]": str(int(time.time()) + 9 * DAY_S)}

    subscription = await shop.subscription(terms=form)

    length = subscription["trial_end"] - subscription["trial_start"]
    assert abs(length - 9 * DAY_S) < 60


async def test_a_failing_renewal_is_tried_on_four_days(shop: Shop) -> None:
    subscription = await shop.subscription(number=FAILS_LATER)
    due = subscription["items"]["data"][0]["current_period_end"]
    tried: list[tuple[int, str, int | None]] = []

    await shop.days_pass((due - subscription["created"]) / DAY_S)
    for days in (0, 3, 5, 7):
        await shop.days_pass(days)
        failed = (await invoices(shop, subscription))[0]
        after = failed["next_payment_attempt"]
        status = (await read(shop, subscription))["status"]
        tried.append(
            (failed["attempt_count"], status, after and (after - due) // DAY_S)
        )

    assert tried == [
        (1, "past_due", 3),
        (2, "past_due", 8),
        (3, "past_due", 15),
        (4, "canceled", None),
    ]
    ended = await read(shop, subscription)
    assert ended["cancellation_details"]["reason"] == "payment_failed"
    assert (await shop.events()).count("invoice.payment_failed") == 4


@pytest.mark.parametrize("after", ["unpaid", "past_due"])
async def test_what_is_never_paid_may_go_on_unpaid(shop: Shop, after: str) -> None:
    subscription = await shop.subscription(number=FAILS_LATER)
    order = {"days": [2], "after": after, "key": shop.key}
    await shop.control("dunning", order)

    await shop.days_pass(36)
    owing = await read(shop, subscription)
    await shop.days_pass(31)

    assert owing["status"] == after
    assert (await read(shop, subscription))["status"] == after
    latest = (await invoices(shop, subscription))[0]
    assert latest["status"] == ("draft" if after == "unpaid" else "open")


async def test_another_card_pays_what_was_left_unpaid(shop: Shop) -> None:
    subscription = await shop.subscription(number=FAILS_LATER)
    await shop.control("dunning", {"days": [], "after": "unpaid"})
    await shop.days_pass(63)
    form = {"customer": subscription["customer"]}
    session = await shop.ask("POST", "billing_portal/sessions", form)

    await shop.http.post(session["url"], data=card() | {"act": "card"})

    assert (await read(shop, subscription))["status"] == "active"
    paid = [each["status"] for each in await invoices(shop, subscription)]
    assert paid == ["paid", "paid", "paid"]


async def test_what_ended_unpaid_is_charged_no_more(shop: Shop) -> None:
    subscription = await shop.subscription(number=FAILS_LATER)
    await shop.days_pass(32)

    await shop.ask("DELETE", f"subscriptions/{subscription['id']}")
    await shop.days_pass(30)

    failed = (await invoices(shop, subscription))[0]
    assert (failed["status"], failed["auto_advance"]) == ("open", False)
    assert failed["attempt_count"] == 1


async def test_a_trial_with_a_failing_card_ends_in_debt(shop: Shop) -> None:
    terms = {"subscription_data[trial_period_days]": "7"}
    subscription = await shop.subscription(number=FAILS_LATER, terms=terms)

    await shop.days_pass(8)

    assert (await read(shop, subscription))["status"] == "past_due"


async def test_a_pause_ends_with_a_card_and_a_word(shop: Shop) -> None:
    subscription = await paused(shop)
    form = {"customer": subscription["customer"]}
    portal = await shop.ask("POST", "billing_portal/sessions", form)
    await shop.http.post(portal["url"], data=card() | {"act": "card"})
    waiting = await read(shop, subscription)

    path = f"subscriptions/{subscription['id']}/resume"
    resumed = await shop.ask("POST", path)

    assert (waiting["status"], resumed["status"]) == ("paused", "active")
    [item] = resumed["items"]["data"]
    assert item["current_period_start"] == resumed["billing_cycle_anchor"]
    assert (await invoices(shop, subscription))[0]["amount_paid"] == 832_500
    events = await shop.events()
    assert "customer.subscription.resumed" in events


async def test_a_pause_may_keep_the_old_rhythm(shop: Shop) -> None:
    subscription = await paused(shop)
    path = f"subscriptions/{subscription['id']}/resume"

    resumed = await shop.ask("POST", path, {"billing_cycle_anchor[type]": "unchanged"})

    anchors = {each["billing_cycle_anchor"] for each in (subscription, resumed)}
    assert len(anchors) == 1


async def test_only_what_is_supported_resumes(shop: Shop) -> None:
    subscription = await paused(shop)
    path = f"subscriptions/{subscription['id']}/resume"

    refused = await shop.refused(
        "POST", path, {"payment_behavior": "resume_on_payment_success"}
    )

    assert refused["code"] == "simulator_unsupported"
