"""Other prices for a subscription that runs: what they cost, now and later."""

import pytest

from tests.stripe_shop import DAY_S, Json, Shop, card

FAILS_LATER = "4000000000000341"
NOW = {"proration_behavior": "always_invoice"}
# The most that a minute of these prices costs: the clock runs on during a test.
A_MINUTE = 100


@pytest.fixture
def shop() -> Shop:
    return Shop()


async def invoices(shop: Shop, subscription: Json) -> list[Json]:
    query = {"subscription": subscription["id"], "limit": "100"}
    return (await shop.ask("GET", "invoices", query))["data"]


async def halfway(shop: Shop, number: str = "4242424242424242") -> Json:
    """Let somebody pay ₡10 000 a month, and half of the month pass."""
    subscription = await shop.subscription(await shop.price(1_000_000), number=number)
    [item] = subscription["items"]["data"]
    left = item["current_period_end"] - item["current_period_start"]
    await shop.days_pass(left / 2 / DAY_S)
    return subscription


async def to(shop: Shop, subscription: Json, *price: object) -> dict[str, str]:
    """Fill in a change to another price."""
    [item] = subscription["items"]["data"]
    product = item["price"]["product"]
    other = await shop.price(*price, product=product)  # pyright: ignore[reportArgumentType] # as given
    return {"items[0][id]": item["id"], "items[0][price]": other["id"]}


def nested(change: dict[str, str]) -> dict[str, str]:
    """Put a change where a preview takes it."""
    return {
        f"subscription_details[{name.replace('[', '][', 1)}"
        if "[" in name
        else f"subscription_details[{name}]": value
        for name, value in change.items()
    }


@pytest.mark.parametrize(
    ("price", "behavior", "lines"),
    [
        pytest.param((3_000_000,), NOW, [-500_000, 1_500_000], id="dearer"),
        pytest.param((12_000_000, "year"), NOW, [-500_000, 12_000_000], id="yearly"),
        pytest.param((12_000_000, "year"), {}, [-500_000, 12_000_000], id="usual"),
        pytest.param(
            (12_000_000, "year"),
            {"proration_behavior": "none"},
            [12_000_000],
            id="without credit",
        ),
    ],
)
async def test_a_change_costs_what_its_preview_said(
    shop: Shop, price: tuple[object, ...], behavior: dict[str, str], lines: list[int]
) -> None:
    subscription = await halfway(shop)
    change = await to(shop, subscription, *price) | behavior
    asked = {"subscription": subscription["id"], **nested(change)}

    preview = await shop.ask("POST", "invoices/create_preview", asked)
    untouched = await shop.ask("GET", f"subscriptions/{subscription['id']}")
    await shop.ask("POST", f"subscriptions/{subscription['id']}", change)

    [invoice, _] = await invoices(shop, subscription)
    for each in (preview, invoice):
        amounts = [line["amount"] for line in each["lines"]["data"]]
        assert amounts == pytest.approx(lines, abs=A_MINUTE)
    assert preview["amount_due"] == pytest.approx(invoice["amount_paid"], abs=A_MINUTE)
    assert preview["id"].startswith("upcoming_in_")
    assert untouched == subscription
    assert invoice["billing_reason"] == "subscription_update"


async def test_a_new_interval_begins_at_once(shop: Shop) -> None:
    subscription = await halfway(shop)
    change = await to(shop, subscription, 12_000_000, "year")

    changed = await shop.ask("POST", f"subscriptions/{subscription['id']}", change)

    [item] = changed["items"]["data"]
    assert item["current_period_start"] == changed["billing_cycle_anchor"]
    assert item["current_period_end"] - item["current_period_start"] >= 365 * DAY_S


async def test_a_difference_may_wait_for_the_next_invoice(shop: Shop) -> None:
    subscription = await halfway(shop)
    change = await to(shop, subscription, 3_000_000)
    path = f"subscriptions/{subscription['id']}"

    await shop.ask("POST", path, change)
    upcoming = await shop.ask(
        "POST", "invoices/create_preview", {"subscription": subscription["id"]}
    )
    early = await invoices(shop, subscription)
    await shop.days_pass(17)

    assert len(early) == 1
    renewal = (await invoices(shop, subscription))[0]
    for each in (upcoming, renewal):
        amounts = [line["amount"] for line in each["lines"]["data"]]
        assert amounts == pytest.approx([-500_000, 1_500_000, 3_000_000], abs=A_MINUTE)
    prorated = [
        line["parent"]["subscription_item_details"]["proration"]
        for line in renewal["lines"]["data"]
    ]
    assert prorated == [True, True, False]
    assert renewal["lines"]["data"][0]["description"].startswith("Tiempo sin utilizar")


async def test_too_much_credit_is_used_up_later(shop: Shop) -> None:
    subscription = await halfway(shop)
    change = await to(shop, subscription, 100_000) | NOW

    await shop.ask("POST", f"subscriptions/{subscription['id']}", change)
    customer = await shop.ask("GET", f"customers/{subscription['customer']}")
    await shop.days_pass(17)

    [renewal, credit, _] = await invoices(shop, subscription)
    assert (credit["amount_due"], credit["status"]) == (0, "paid")
    assert (
        credit["total"] == customer["balance"] == pytest.approx(-450_000, abs=A_MINUTE)
    )
    assert (renewal["total"], renewal["amount_due"]) == (100_000, 0)
    assert renewal["ending_balance"] == customer["balance"] + 100_000


async def test_a_period_may_begin_anew(shop: Shop) -> None:
    subscription = await halfway(shop)
    path = f"subscriptions/{subscription['id']}"

    changed = await shop.ask("POST", path, {"billing_cycle_anchor[type]": "now"})

    assert changed["billing_cycle_anchor"] > subscription["billing_cycle_anchor"]
    [invoice, _] = await invoices(shop, subscription)
    assert invoice["amount_paid"] == pytest.approx(500_000, abs=A_MINUTE)


async def test_a_change_in_a_trial_costs_nothing(shop: Shop) -> None:
    terms = {"subscription_data[trial_period_days]": "9"}
    subscription = await shop.subscription(terms=terms)
    change = await to(shop, subscription, 9_000_000, "year")

    changed = await shop.ask("POST", f"subscriptions/{subscription['id']}", change)

    assert changed["status"] == "trialing"
    assert len(await invoices(shop, subscription)) == 1


async def test_a_change_that_is_not_paid_may_be_refused(shop: Shop) -> None:
    subscription = await halfway(shop, FAILS_LATER)
    change = await to(shop, subscription, 3_000_000) | NOW
    path = f"subscriptions/{subscription['id']}"

    refused = await shop.refused(
        "POST", path, change | {"payment_behavior": "error_if_incomplete"}
    )

    assert (refused["status"], refused["type"]) == (402, "card_error")
    assert await shop.ask("GET", path) == subscription


async def test_a_change_that_is_not_paid_may_leave_a_debt(shop: Shop) -> None:
    subscription = await halfway(shop, FAILS_LATER)
    change = await to(shop, subscription, 3_000_000) | NOW

    changed = await shop.ask("POST", f"subscriptions/{subscription['id']}", change)

    assert changed["status"] == "past_due"


async def pending(shop: Shop) -> tuple[Json, Json]:
    """Ask for a change that the card does not pay, to be made once it is paid."""
    subscription = await halfway(shop, FAILS_LATER)
    change = await to(shop, subscription, 12_000_000, "year")
    waits = {"payment_behavior": "pending_if_incomplete"}
    path = f"subscriptions/{subscription['id']}"
    return subscription, await shop.ask("POST", path, change | waits)


async def test_a_change_may_wait_until_it_is_paid(shop: Shop) -> None:
    before, waiting = await pending(shop)
    path = f"subscriptions/{before['id']}"
    form = {"customer": before["customer"]}
    portal = await shop.ask("POST", "billing_portal/sessions", form)

    await shop.http.post(portal["url"], data=card() | {"act": "card"})

    assert waiting["status"] == "active"
    assert waiting["items"] == before["items"]
    [item] = waiting["pending_update"]["subscription_items"]
    assert item["price"]["recurring"]["interval"] == "year"
    changed = await shop.ask("GET", path)
    assert changed["pending_update"] is None
    assert changed["items"]["data"][0]["price"]["recurring"]["interval"] == "year"
    assert "customer.subscription.pending_update_applied" in await shop.events()


async def test_a_change_nobody_pays_is_forgotten(shop: Shop) -> None:
    before, waiting = await pending(shop)

    await shop.days_pass(1)

    found = await shop.ask("GET", f"subscriptions/{before['id']}")
    invoice = await shop.ask("GET", f"invoices/{waiting['latest_invoice']}")
    assert (found["pending_update"], invoice["status"]) == (None, "void")
    assert found["items"] == before["items"]
    assert "customer.subscription.pending_update_expired" in await shop.events()


async def test_a_new_subscription_is_previewed(shop: Shop) -> None:
    price, customer = await shop.price(), await shop.customer()
    asked = {
        "customer": customer["id"],
        "subscription_details[items][0][price]": price["id"],
    }

    preview = await shop.ask("POST", "invoices/create_preview", asked)

    assert preview["amount_due"] == 832_500
    assert (await shop.ask("GET", "subscriptions"))["data"] == []
    assert (await shop.ask("GET", "invoices"))["data"] == []


async def test_what_will_not_be_charged_has_no_preview(shop: Shop) -> None:
    subscription = await shop.subscription()
    asked = {"subscription": subscription["id"]}
    ending = {"subscription_details[cancel_at_period_end]": "true"}

    later = await shop.refused("POST", "invoices/create_preview", asked | ending)
    await shop.ask("DELETE", f"subscriptions/{subscription['id']}")
    ended = await shop.refused("POST", "invoices/create_preview", asked)

    for refused in (later, ended):
        assert (refused["status"], refused["code"]) == (404, "invoice_upcoming_none")


@pytest.mark.parametrize(
    ("form", "param"),
    [
        pytest.param({"schedule": "sub_sched_1"}, "schedule", id="unsupported"),
        pytest.param(
            {"subscription_details[cancel_now]": "true"},
            "subscription_details[cancel_now]",
            id="unsupported detail",
        ),
        pytest.param({"subscription": "sub_no"}, "subscription", id="subscription"),
        pytest.param({"customer": "cus_no"}, "customer", id="customer"),
    ],
)
async def test_an_impossible_preview_is_refused(
    shop: Shop, form: dict[str, str], param: str
) -> None:
    refused = await shop.refused("POST", "invoices/create_preview", form)

    assert (refused["status"], refused["param"]) == (400, param)
