"""Another price from the next period on."""

import pytest

from tests.stripe_shop import DAY_S, Json, Shop


@pytest.fixture
def shop() -> Shop:
    return Shop()


async def read(shop: Shop, subscription: Json) -> Json:
    return await shop.ask("GET", f"subscriptions/{subscription['id']}")


async def planned(shop: Shop, *price: object, **more: str) -> tuple[Json, Json]:
    """Let a subscription of ₡8 325 a month change with its next period."""
    subscription = await shop.subscription()
    [item] = subscription["items"]["data"]
    product = item["price"]["product"]
    other = await shop.price(*price, product=product)  # pyright: ignore[reportArgumentType] # as given
    made = await shop.ask(
        "POST", "subscription_schedules", {"from_subscription": subscription["id"]}
    )
    [phase] = made["phases"]
    form = {
        "phases[0][items][0][price]": phase["items"][0]["price"],
        "phases[0][start_date]": str(phase["start_date"]),
        "phases[0][end_date]": str(phase["end_date"]),
        "phases[1][items][0][price]": other["id"],
        "phases[1][proration_behavior]": "none",
    }
    path = f"subscription_schedules/{made['id']}"
    return subscription, await shop.ask("POST", path, form | more)


@pytest.mark.parametrize(
    ("price", "charged"),
    [
        pytest.param((400_000,), 400_000, id="cheaper"),
        pytest.param((9_000_000, "year"), 9_000_000, id="yearly"),
    ],
)
async def test_the_next_period_has_the_other_price(
    shop: Shop, price: tuple[object, ...], charged: int
) -> None:
    subscription, made = await planned(shop, *price)

    waiting = await read(shop, subscription)
    await shop.days_pass(32)
    changed = await read(shop, subscription)

    assert waiting["schedule"] == made["id"]
    assert waiting["items"] == subscription["items"]
    query = {"subscription": subscription["id"]}
    paid = (await shop.ask("GET", "invoices", query))["data"]
    assert [each["amount_paid"] for each in paid] == [charged, 832_500]
    [item] = changed["items"]["data"]
    begins = subscription["items"]["data"][0]["current_period_end"]
    assert item["current_period_start"] == begins
    assert item["id"] == subscription["items"]["data"][0]["id"]
    found = await shop.ask("GET", f"subscription_schedules/{made['id']}")
    assert found["current_phase"]["start_date"] == begins


async def test_a_schedule_lets_go_after_its_last_phase(shop: Shop) -> None:
    subscription, made = await planned(shop, 400_000)

    await shop.days_pass(64)

    found = await shop.ask("GET", f"subscription_schedules/{made['id']}")
    assert (found["status"], found["released_subscription"]) == (
        "released",
        subscription["id"],
    )
    free = await read(shop, subscription)
    assert (free["schedule"], free["status"]) == (None, "active")
    assert (await shop.events()).count("subscription_schedule.released") == 1


async def test_a_schedule_may_end_its_subscription(shop: Shop) -> None:
    subscription, made = await planned(shop, 400_000, end_behavior="cancel")

    await shop.days_pass(64)

    found = await shop.ask("GET", f"subscription_schedules/{made['id']}")
    ended = await read(shop, subscription)
    assert (found["status"], ended["status"]) == ("completed", "canceled")


async def test_a_plan_is_given_up_by_releasing(shop: Shop) -> None:
    subscription, made = await planned(shop, 400_000)
    path = f"subscription_schedules/{made['id']}/release"

    released = await shop.ask("POST", path)
    await shop.days_pass(32)

    assert (released["status"], released["subscription"]) == ("released", None)
    [item] = (await read(shop, subscription))["items"]["data"]
    assert item["price"]["unit_amount"] == 832_500
    assert (await shop.refused("POST", path))["status"] == 400


@pytest.mark.parametrize("what", ["subscription", "schedule"])
async def test_both_end_together(shop: Shop, what: str) -> None:
    subscription, made = await planned(shop, 400_000)
    path = f"subscription_schedules/{made['id']}"

    if what == "schedule":
        await shop.ask("POST", f"{path}/cancel")
    else:
        await shop.ask("DELETE", f"subscriptions/{subscription['id']}")

    assert (await shop.ask("GET", path))["status"] == "canceled"
    assert (await read(shop, subscription))["status"] == "canceled"
    await shop.days_pass(40)


async def test_what_is_scheduled_is_not_cancelled_directly(shop: Shop) -> None:
    subscription, made = await planned(shop, 400_000)
    path = f"subscriptions/{subscription['id']}"

    refused = await shop.refused("POST", path, {"cancel_at_period_end": "true"})

    assert made["id"] in refused["message"]
    await shop.ask("POST", path, {"metadata[a]": "b"})


async def test_a_phase_may_last_as_long_as_told(shop: Shop) -> None:
    lasts = {
        "phases[1][duration][interval]": "month",
        "phases[1][duration][interval_count]": "3",
        "phases[1][metadata][why]": "PRUEBA",
    }

    _, made = await planned(shop, 400_000, **lasts)

    phase = made["phases"][1]
    assert (phase["end_date"] - phase["start_date"]) // DAY_S in range(89, 93)
    assert phase["metadata"] == {"why": "PRUEBA"}


async def test_schedules_are_listed_by_customer(shop: Shop) -> None:
    subscription, made = await planned(shop, 400_000)
    query = {"customer": subscription["customer"]}

    found = await shop.ask("GET", "subscription_schedules", query)

    assert found["data"] == [made]


@pytest.mark.parametrize(
    ("change", "param"),
    [
        pytest.param({"phases[0][start_date]": "1"}, "phases[0][start_date]", id="1st"),
        pytest.param({"phases[0][end_date]": "1"}, "phases[0][end_date]", id="end"),
        pytest.param({"phases[1][start_date]": "1"}, "phases[1][start_date]", id="gap"),
        pytest.param(
            {"phases[1][items][0][price]": "price_no"},
            "phases[1][items][0][price]",
            id="price",
        ),
        pytest.param(
            {"phases[1][end_date]": "now"}, "phases[1][end_date]=now", id="now"
        ),
        pytest.param(
            {"phases[1][trial]": "true"}, "phases[1][trial]", id="unsupported"
        ),
        pytest.param({"end_behavior": "renew"}, "end_behavior=renew", id="renew"),
    ],
)
async def test_an_impossible_plan_is_refused(
    shop: Shop, change: dict[str, str], param: str
) -> None:
    _, made = await planned(shop, 400_000)
    form = {
        f"phases[{place}][{name}]": str(phase[name])
        for place, phase in enumerate(made["phases"])
        for name in ("start_date", "end_date")
    } | {
        f"phases[{place}][items][0][price]": phase["items"][0]["price"]
        for place, phase in enumerate(made["phases"])
    }
    path = f"subscription_schedules/{made['id']}"

    refused = await shop.refused("POST", path, form | change)

    assert (refused["status"], refused["param"]) == (400, param)
    assert await shop.ask("GET", path) == made


async def test_a_schedule_begins_with_a_subscription_that_is_free(shop: Shop) -> None:
    subscription, _ = await planned(shop, 400_000)
    form = {"from_subscription": subscription["id"]}

    again = await shop.refused("POST", "subscription_schedules", form)
    none = await shop.refused("POST", "subscription_schedules")

    assert again["param"] == "from_subscription"
    assert none["code"] == "simulator_unsupported"
