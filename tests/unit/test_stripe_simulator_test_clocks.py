"""Time and cards as the API alone can have them: `test_helpers`, and cards by name."""

import time

import pytest

from tests.stripe_shop import DAY_S, Json, Shop

CLOCKS = "test_helpers/test_clocks"
MONTH_S = 31 * DAY_S


@pytest.fixture
def shop() -> Shop:
    return Shop()


async def clock(shop: Shop, begins: int | None = None) -> Json:
    form = {"frozen_time": str(begins or int(time.time())), "name": "prueba"}
    return await shop.ask("POST", CLOCKS, form)


async def moved(shop: Shop, clock: Json, seconds: int) -> Json:
    to = {"frozen_time": str(clock["frozen_time"] + seconds)}
    return await shop.ask("POST", f"{CLOCKS}/{clock['id']}/advance", to)


async def payer(shop: Shop, token: str = "pm_card_visa", **more: str) -> Json:
    card = {
        "payment_method": token,
        "invoice_settings[default_payment_method]": token,
    }
    return await shop.customer(**card, **more)


async def subscribed(shop: Shop, customer: Json, **more: str) -> Json:
    form = {"customer": customer["id"], "items[0][price]": (await shop.price())["id"]}
    return await shop.ask("POST", "subscriptions", form | more)


async def read(shop: Shop, subscription: Json) -> Json:
    return await shop.ask("GET", f"subscriptions/{subscription['id']}")


async def test_a_moved_clock_renews_what_lives_by_it(shop: Shop) -> None:
    by = await clock(shop)
    customer = await payer(shop, test_clock=by["id"])
    before = await subscribed(shop, customer)

    on_its_way = await moved(shop, by, MONTH_S)

    arrived = await shop.ask("GET", f"{CLOCKS}/{by['id']}")
    after = await read(shop, before)
    assert on_its_way["status"] == "advancing"
    assert on_its_way["frozen_time"] == by["frozen_time"]
    assert arrived["status"] == "ready"
    assert arrived["frozen_time"] == by["frozen_time"] + MONTH_S
    assert customer["test_clock"] == before["test_clock"] == by["id"]
    assert after["latest_invoice"] != before["latest_invoice"]
    told = await shop.events()
    assert "test_helpers.test_clock.ready" in told


@pytest.mark.parametrize(
    "seconds",
    [
        pytest.param(0, id="not moved"),
        pytest.param(-1, id="back"),
        pytest.param(3 * MONTH_S, id="beyond two intervals"),
    ],
)
async def test_a_clock_goes_forward_and_not_too_far(shop: Shop, seconds: int) -> None:
    by = await clock(shop)
    await subscribed(shop, await payer(shop, test_clock=by["id"]))
    to = {"frozen_time": str(by["frozen_time"] + seconds)}

    refused = await shop.refused("POST", f"{CLOCKS}/{by['id']}/advance", to)

    assert refused["param"] == "frozen_time"


async def test_a_clock_without_subscriptions_goes_two_years(shop: Shop) -> None:
    by = await clock(shop)

    await moved(shop, by, 2 * 365 * DAY_S)

    again = await clock(shop)
    assert again["frozen_time"] - by["frozen_time"] in range(
        2 * 365 * DAY_S, 2 * 365 * DAY_S + 60
    )


async def test_a_clock_begins_now(shop: Shop) -> None:
    form = {"frozen_time": str(int(time.time()) + DAY_S)}

    refused = await shop.refused("POST", CLOCKS, form)

    assert refused["code"] == "simulator_unsupported"


async def test_with_a_clock_goes_who_lives_by_it(shop: Shop) -> None:
    by = await clock(shop)
    subscription = await subscribed(shop, await payer(shop, test_clock=by["id"]))
    other = await payer(shop)

    gone = await shop.ask("DELETE", f"{CLOCKS}/{by['id']}")

    left = (await shop.ask("GET", "customers"))["data"]
    assert gone["deleted"] is True
    assert [each["id"] for each in left] == [other["id"]]
    assert (await read(shop, subscription))["status"] == "canceled"
    assert (await shop.ask("GET", CLOCKS))["data"] == []


@pytest.mark.parametrize("kind", ["customers", "subscriptions"])
async def test_lists_leave_out_who_lives_by_a_clock(shop: Shop, kind: str) -> None:
    by = await clock(shop)
    customer = await payer(shop, test_clock=by["id"])
    subscription = await subscribed(shop, customer)
    mine = {"customers": customer, "subscriptions": subscription}[kind]["id"]

    every = (await shop.ask("GET", kind))["data"]
    its = (await shop.ask("GET", kind, {"test_clock": by["id"]}))["data"]

    assert every == []
    assert [each["id"] for each in its] == [mine]


async def test_a_customers_own_subscriptions_are_listed_whatever_the_clock(
    shop: Shop,
) -> None:
    customer = await payer(shop, test_clock=(await clock(shop))["id"])
    subscription = await subscribed(shop, customer)

    own = await shop.ask("GET", "subscriptions", {"customer": customer["id"]})

    assert [each["id"] for each in own["data"]] == [subscription["id"]]


async def test_a_clock_that_is_not_there_is_missed(shop: Shop) -> None:
    refused = await shop.refused("POST", "customers", {"test_clock": "clock_no"})

    assert (refused["code"], refused["param"]) == ("resource_missing", "test_clock")


async def test_a_card_may_be_named(shop: Shop) -> None:
    customer = await shop.customer()

    method = await shop.ask(
        "POST",
        "payment_methods/pm_card_mastercard/attach",
        {"customer": customer["id"]},
    )

    assert method["id"] != "pm_card_mastercard"
    assert method["customer"] == customer["id"]
    assert method["card"]["brand"] == "mastercard"
    assert method["card"]["last4"] == "4444"


async def test_a_card_that_its_bank_refuses_makes_no_customer(shop: Shop) -> None:
    form = {"payment_method": "pm_card_chargeDeclined"}

    refused = await shop.refused("POST", "customers", form)

    assert (refused["status"], refused["code"]) == (402, "card_declined")
    assert refused["type"] == "card_error"
    assert (await shop.ask("GET", "customers"))["data"] == []


@pytest.mark.parametrize(
    "form",
    [
        pytest.param({"payment_method": "pm_card_nobody"}, id="name"),
        pytest.param(
            {"invoice_settings[default_payment_method]": "pm_card_visa"},
            id="kept by nobody",
        ),
    ],
)
async def test_a_card_that_is_not_there_is_missed(
    shop: Shop, form: dict[str, str]
) -> None:
    refused = await shop.refused("POST", "customers", form)

    assert (refused["code"], refused["param"]) == ("resource_missing", *form)


async def test_a_first_payment_that_fails_leaves_the_subscription_incomplete(
    shop: Shop,
) -> None:
    customer = await payer(shop, "pm_card_chargeCustomerFail")

    subscription = await subscribed(shop, customer)

    [invoice] = (await shop.ask("GET", "invoices"))["data"]
    assert subscription["status"] == "incomplete"
    assert invoice["status"] == "open"
    assert invoice["next_payment_attempt"] is None
    await shop.days_pass(1)
    over = await read(shop, subscription)
    invoice = await shop.ask("GET", f"invoices/{invoice['id']}")
    assert (over["status"], invoice["status"]) == ("incomplete_expired", "void")
    assert over["ended_at"] == over["start_date"] + 23 * 3600


async def test_a_first_payment_that_is_made_after_all_counts(shop: Shop) -> None:
    customer = await payer(shop, "pm_card_chargeCustomerFail")
    subscription = await subscribed(shop, customer)
    good = await shop.ask(
        "POST", "payment_methods/pm_card_visa/attach", {"customer": customer["id"]}
    )

    await shop.ask(
        "POST",
        f"invoices/{subscription['latest_invoice']}/pay",
        {"payment_method": good["id"]},
    )

    await shop.days_pass(1)
    assert (await read(shop, subscription))["status"] == "active"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param("winning_evidence", "won", id="won"),
        pytest.param("losing_evidence", "lost", id="lost"),
        pytest.param("a letter", "needs_response", id="undecided"),
    ],
)
async def test_a_card_whose_charges_are_disputed(
    shop: Shop, words: str, status: str
) -> None:
    await subscribed(shop, await payer(shop, "pm_card_createDispute"))
    [dispute] = (await shop.ask("GET", "disputes"))["data"]

    answered = await shop.ask(
        "POST", f"disputes/{dispute['id']}", {"evidence[uncategorized_text]": words}
    )

    assert dispute["reason"] == "fraudulent"
    assert answered["status"] == status
    assert answered["evidence"]["uncategorized_text"] == words
