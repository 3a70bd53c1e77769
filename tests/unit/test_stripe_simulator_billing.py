from datetime import UTC, datetime

import pytest

from asystec_web.simulators.stripe.billing.cards import read_card
from asystec_web.simulators.stripe.billing.money import rhythm, written
from asystec_web.simulators.stripe.billing.periods import period_after
from tests.stripe_shop import DAY_S, Json, Shop, card

FAILS_LATER = "4000000000000341"
TRIAL = {"subscription_data[trial_period_days]": "7"}


@pytest.fixture
def shop() -> Shop:
    return Shop()


async def read(shop: Shop, subscription: Json) -> Json:
    return await shop.ask("GET", f"subscriptions/{subscription['id']}")


async def invoices(shop: Shop, subscription: Json) -> list[Json]:
    query = {"subscription": subscription["id"], "limit": "100"}
    return (await shop.ask("GET", "invoices", query))["data"]


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        pytest.param(832_500, "crc", "₡8\N{NO-BREAK SPACE}325", id="colones"),
        pytest.param(832_550, "crc", "₡8\N{NO-BREAK SPACE}325,50", id="céntimos"),
        pytest.param(1_205, "usd", "$12,05", id="dollars"),
        pytest.param(500, "jpy", "JPY\N{NO-BREAK SPACE}500", id="no cents"),
    ],
)
def test_money_is_written_as_in_costa_rica(
    amount: int, currency: str, text: str
) -> None:
    assert written(amount, currency) == text


@pytest.mark.parametrize(
    ("interval", "count", "text"),
    [
        ("month", 1, "al mes"),
        ("year", 1, "al año"),
        ("week", 1, "a la semana"),
        ("month", 3, "cada 3 meses"),
    ],
)
def test_a_rhythm_is_said_in_words(interval: str, count: int, text: str) -> None:
    assert rhythm({"interval": interval, "interval_count": count}) == text


@pytest.mark.parametrize(
    ("start", "interval", "count", "anchor", "end"),
    [
        pytest.param("2026-01-31", "month", 1, "2026-01-31", "2026-02-28", id="short"),
        pytest.param("2026-02-28", "month", 1, "2026-01-31", "2026-03-31", id="back"),
        pytest.param("2026-12-15", "month", 1, "2026-12-15", "2027-01-15", id="turn"),
        pytest.param("2028-02-29", "year", 1, "2028-02-29", "2029-02-28", id="leap"),
        pytest.param("2026-01-01", "week", 2, "2026-01-01", "2026-01-15", id="weeks"),
        pytest.param("2026-01-01", "day", 1, "2026-01-01", "2026-01-02", id="day"),
    ],
)
def test_a_period_ends_on_its_day(
    start: str, interval: str, count: int, anchor: str, end: str
) -> None:
    recurring = {"interval": interval, "interval_count": count}

    assert period_after(moment(start), recurring, moment(anchor)) == moment(end)


def test_a_card_is_kept_without_its_number() -> None:
    kept, wrong = read_card(card(), moment("2026-01-01"))

    assert wrong == {}
    assert "4242424242424242" not in repr(kept)


async def test_a_month_later_it_is_charged_again(shop: Shop) -> None:
    subscription = await shop.subscription()
    [before] = subscription["items"]["data"]

    await shop.days_pass(32)

    renewed = await read(shop, subscription)
    [item] = renewed["items"]["data"]
    paid = await invoices(shop, subscription)
    assert renewed["status"] == "active"
    assert item["current_period_start"] == before["current_period_end"]
    assert [each["status"] for each in paid] == ["paid", "paid"]
    assert paid[0]["billing_reason"] == "subscription_cycle"
    assert (await shop.events())[-8:] == [
        "invoice.created",
        "invoice.finalized",
        "customer.subscription.updated",
        "charge.succeeded",
        "payment_intent.succeeded",
        "invoice.paid",
        "invoice.payment_succeeded",
        "invoice_payment.paid",
    ]


async def test_a_year_has_twelve_months(shop: Shop) -> None:
    subscription = await shop.subscription()
    yearly = await shop.subscription(await shop.price(interval="year"))

    await shop.days_pass(366)

    assert len(await invoices(shop, subscription)) == 13
    assert len(await invoices(shop, yearly)) == 2


async def test_a_failing_renewal_is_owed_until_another_card_pays(shop: Shop) -> None:
    subscription = await shop.subscription(number=FAILS_LATER)
    await shop.days_pass(32)
    owing = await read(shop, subscription)
    [failed, _] = await invoices(shop, subscription)

    session = await shop.ask(
        "POST", "billing_portal/sessions", {"customer": owing["customer"]}
    )
    await shop.http.post(session["url"], data=card() | {"act": "card"})

    assert owing["status"] == "past_due"
    assert (failed["status"], failed["attempt_count"]) == ("open", 1)
    assert "invoice.payment_failed" in await shop.events()
    assert (await read(shop, subscription))["status"] == "active"
    assert (await invoices(shop, subscription))[0]["status"] == "paid"


async def test_what_is_cancelled_runs_to_the_end_of_its_period(shop: Shop) -> None:
    subscription = await shop.subscription()
    path = f"subscriptions/{subscription['id']}"

    asked = await shop.ask("POST", path, {"cancel_at_period_end": "true"})
    await shop.days_pass(20)
    running = await read(shop, subscription)
    await shop.days_pass(12)

    [item] = asked["items"]["data"]
    assert asked["cancel_at"] == item["current_period_end"]
    assert running["status"] == "active"
    ended = await read(shop, subscription)
    assert (ended["status"], ended["ended_at"]) == ("canceled", asked["cancel_at"])
    assert len(await invoices(shop, subscription)) == 1
    assert (await shop.events())[-1] == "customer.subscription.deleted"


async def test_an_end_may_be_on_any_day(shop: Shop) -> None:
    subscription = await shop.subscription()
    path = f"subscriptions/{subscription['id']}"
    when = subscription["created"] + 10 * DAY_S

    await shop.ask("POST", path, {"cancel_at": str(when)})
    await shop.days_pass(11)

    assert (await read(shop, subscription))["ended_at"] == when


@pytest.mark.parametrize(
    ("behavior", "status", "event"),
    [
        ("cancel", "canceled", "customer.subscription.deleted"),
        ("pause", "paused", "customer.subscription.paused"),
        ("create_invoice", "past_due", "customer.subscription.updated"),
    ],
)
async def test_a_trial_without_card_ends_as_agreed(
    shop: Shop, behavior: str, status: str, event: str
) -> None:
    settings = "trial_settings][end_behavior][missing_payment_method"
    session = await shop.session(
        await shop.price(),
        await shop.customer(),
        **{
            "subscription_data[trial_period_days]": "7",
            f"subscription_data[{settings}]": behavior,
            "payment_method_collection": "if_required",
        },
    )
    await shop.http.post(session["url"], data={})

    await shop.days_pass(5)
    early = await shop.events()
    await shop.days_pass(3)

    [subscription] = (await shop.ask("GET", "subscriptions", {"status": "all"}))["data"]
    assert early[-1] == "customer.subscription.trial_will_end"
    assert subscription["status"] == status
    assert (await shop.events())[-1] == event


async def test_a_trial_with_a_card_is_charged_at_its_end(shop: Shop) -> None:
    subscription = await shop.subscription(terms=TRIAL)

    await shop.days_pass(8)

    renewed = await read(shop, subscription)
    [paid, free] = await invoices(shop, subscription)
    assert renewed["status"] == "active"
    assert (paid["amount_paid"], free["amount_paid"]) == (832_500, 0)


async def test_a_trial_can_be_ended_or_moved(shop: Shop) -> None:
    subscription = await shop.subscription(terms=TRIAL)
    path = f"subscriptions/{subscription['id']}"
    later = subscription["trial_end"] + 7 * DAY_S

    moved = await shop.ask("POST", path, {"trial_end": str(later)})
    ended = await shop.ask("POST", path, {"trial_end": "now"})

    assert (moved["status"], moved["trial_end"]) == ("trialing", later)
    assert ended["status"] == "active"


async def test_a_paused_subscription_resumes(shop: Shop) -> None:
    settings = "trial_settings[end_behavior][missing_payment_method]"
    form = {
        "customer": (await shop.customer())["id"],
        "items[0][price]": (await shop.price())["id"],
        "trial_period_days": "7",
        settings: "pause",
    }
    subscription = await shop.ask("POST", "subscriptions", form)
    path = f"subscriptions/{subscription['id']}/resume"
    refused = await shop.refused("POST", path)
    await shop.days_pass(8)

    resumed = await shop.ask("POST", path)

    assert refused["status"] == 400
    # Nothing can be charged yet: there is still no card.
    assert resumed["status"] == "past_due"


async def test_an_operator_subscribes_a_customer_by_invoice(shop: Shop) -> None:
    form = {
        "customer": (await shop.customer())["id"],
        "items[0][price]": (await shop.price())["id"],
    }

    refused = await shop.refused("POST", "subscriptions", form)
    undated = await shop.refused(
        "POST", "subscriptions", form | {"collection_method": "send_invoice"}
    )
    subscription = await shop.ask(
        "POST",
        "subscriptions",
        form | {"collection_method": "send_invoice", "days_until_due": "15"},
    )

    assert refused["code"] == "resource_missing"
    assert undated["param"] == "days_until_due"
    assert subscription["status"] == "active"
    [invoice] = await invoices(shop, subscription)
    assert (invoice["status"], invoice["due_date"] - invoice["created"]) == (
        "open",
        15 * DAY_S,
    )


async def test_an_operator_must_say_what_for(shop: Shop) -> None:
    form = {"customer": (await shop.customer())["id"]}

    assert (await shop.refused("POST", "subscriptions", form))["param"] == "items"


async def test_a_card_on_file_pays_another_subscription(shop: Shop) -> None:
    first = await shop.subscription()
    customer, method = first["customer"], first["default_payment_method"]
    form = {"customer": customer, "items[0][price]": (await shop.price())["id"]}

    own = await shop.ask(
        "POST", "subscriptions", form | {"default_payment_method": method}
    )
    await shop.ask(
        "POST",
        f"customers/{customer}",
        {"invoice_settings[default_payment_method]": method},
    )
    usual = await shop.ask("POST", "subscriptions", form)

    assert (own["status"], usual["status"]) == ("active", "active")
    methods = await shop.ask("GET", f"customers/{customer}/payment_methods")
    assert [each["id"] for each in methods["data"]] == [method]
    found = await shop.ask("GET", f"payment_methods/{method}")
    assert found["card"]["last4"] == "4242"


async def test_a_subscription_moves_to_another_price(shop: Shop) -> None:
    subscription = await shop.subscription()
    [item] = subscription["items"]["data"]
    path = f"subscriptions/{subscription['id']}"
    product = item["price"]["product"]
    dearer = await shop.price(900_000, product=product)
    yearly = await shop.price(8_000_000, "year", product=product)
    change = {"items[0][id]": item["id"]}

    same = await shop.ask("POST", path, change | {"items[0][price]": dearer["id"]})
    other = await shop.ask("POST", path, change | {"items[0][price]": yearly["id"]})

    assert same["items"]["data"][0]["price"]["id"] == dearer["id"]
    assert same["latest_invoice"] == subscription["latest_invoice"]
    [invoice, _] = await invoices(shop, subscription)
    assert other["latest_invoice"] == invoice["id"]
    # The rest of the month is worth 900 000 by now, of which 832 500 was paid.
    assert abs(invoice["amount_paid"] - (8_000_000 - 832_500)) < 100
    assert invoice["billing_reason"] == "subscription_update"


async def test_items_come_and_go(shop: Shop) -> None:
    subscription = await shop.subscription()
    [item] = subscription["items"]["data"]
    path = f"subscriptions/{subscription['id']}"
    extra = {"items[0][price]": (await shop.price())["id"], "items[0][quantity]": "3"}
    gone = {"items[0][id]": item["id"], "items[0][deleted]": "true"}

    more = await shop.ask("POST", path, extra)
    less = await shop.ask("POST", path, gone)
    last = {"items[0][id]": less["items"]["data"][0]["id"], "items[0][deleted]": "true"}

    assert [each["quantity"] for each in more["items"]["data"]] == [1, 3]
    assert [each["quantity"] for each in less["items"]["data"]] == [3]
    assert (await shop.refused("POST", path, last))["param"] == "items"
    assert (await shop.refused("POST", path, gone))["param"] == "items[0][id]"


async def test_what_has_ended_stays_ended(shop: Shop) -> None:
    subscription = await shop.subscription()
    path = f"subscriptions/{subscription['id']}"
    why = {"cancellation_details[comment]": "PRUEBA"}

    ended = await shop.ask("DELETE", path)
    noted = await shop.ask("POST", path, why)

    assert ended["status"] == "canceled"
    assert noted["cancellation_details"]["comment"] == "PRUEBA"
    assert (await shop.refused("DELETE", path))["status"] == 404
    reopened = await shop.refused("POST", path, {"cancel_at_period_end": "false"})
    assert reopened["status"] == 400


async def test_subscriptions_are_found_by_status_and_price(shop: Shop) -> None:
    price = await shop.price()
    live = await shop.subscription(price)
    ended = await shop.subscription()
    await shop.ask("DELETE", f"subscriptions/{ended['id']}")

    async def found(**query: str) -> set[str]:
        listed = await shop.ask("GET", "subscriptions", query)
        return {each["id"] for each in listed["data"]}

    assert await found() == {live["id"]}
    assert await found(status="all") == {live["id"], ended["id"]}
    assert await found(status="ended") == {ended["id"]}
    assert await found(status="canceled") == {ended["id"]}
    assert await found(price=price["id"]) == {live["id"]}
    assert await found(customer=ended["customer"]) == set()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"default_payment_method": "pm_no"}, id="no such card"),
        pytest.param({"cancel_at": "min_period_end"}, id="unsupported end"),
        pytest.param({"pause_collection": ""}, id="unsupported"),
    ],
)
async def test_an_impossible_change_is_refused(
    shop: Shop, change: dict[str, str]
) -> None:
    subscription = await shop.subscription()

    refused = await shop.refused("POST", f"subscriptions/{subscription['id']}", change)

    assert refused["status"] == 400
    assert await read(shop, subscription) == subscription


async def test_invoices_are_found_by_customer_and_status(shop: Shop) -> None:
    subscription = await shop.subscription()
    await shop.subscription()
    query = {"customer": subscription["customer"], "status": "paid"}

    found = await shop.ask("GET", "invoices", query)

    [invoice] = found["data"]
    assert invoice == await shop.ask("GET", f"invoices/{invoice['id']}")
    assert invoice["lines"]["data"][0]["amount"] == 832_500


async def test_events_are_found_by_type(shop: Shop) -> None:
    await shop.subscription()

    paid = await shop.ask("GET", "events", {"type": "invoice.paid"})
    types = ["customer.created", "invoice.paid"]
    some = await shop.ask("GET", "events", {"types[]": types})

    [event] = paid["data"]
    assert event == await shop.ask("GET", f"events/{event['id']}")
    assert [each["type"] for each in some["data"]] == types[::-1]


async def test_whoever_was_never_a_customer_has_no_list(shop: Shop) -> None:
    refused = await shop.refused("GET", "subscriptions", {"customer": "cus_no"})

    assert (refused["code"], refused["param"]) == ("resource_missing", "customer")
