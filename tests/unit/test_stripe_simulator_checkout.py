import time

import pytest

from tests.stripe_shop import CANCEL, Shop, card


@pytest.fixture
def shop() -> Shop:
    return Shop()


async def test_a_session_tells_what_it_will_charge(shop: Shop) -> None:
    customer = await shop.customer()
    session = await shop.session(
        await shop.price(),
        customer,
        **{
            "client_reference_id": "account-1",
            "metadata[attempt]": "1",
            "locale": "es-419",
            "adaptive_pricing[enabled]": "false",
            "custom_text[submit][message]": "Gracias",
            "line_items[0][quantity]": "2",
        },
    )

    assert session["id"].startswith("cs_test_")
    assert session["url"].endswith(f"/c/pay/{session['id']}")
    assert (session["amount_total"], session["currency"]) == (1_665_000, "crc")
    assert (session["status"], session["payment_status"]) == ("open", "unpaid")
    assert session["ui_mode"] == "hosted_page"
    assert session["customer_details"]["email"] == customer["email"]
    assert session["custom_text"]["submit"]["message"] == "Gracias"
    assert session["metadata"] == {"attempt": "1"}
    assert session["subscription"] is None


async def test_paying_makes_one_subscription(shop: Shop) -> None:
    session = await shop.session(
        await shop.price(),
        await shop.customer(),
        **{"subscription_data[metadata][attempt]": "1"},
    )

    paid = await shop.http.post(session["url"], data=card())
    again = await shop.http.post(session["url"], data=card())

    assert (paid.status_code, again.status_code) == (303, 303)
    assert paid.headers["Location"] == f"http://shop.test/listo?s={session['id']}"
    path = f"checkout/sessions/{session['id']}"
    done = await shop.ask("GET", path, {"expand[]": "subscription.latest_invoice"})
    assert (done["status"], done["payment_status"]) == ("complete", "paid")
    assert done["url"] is None
    subscription = done["subscription"]
    assert (subscription["status"], subscription["metadata"]) == (
        "active",
        {"attempt": "1"},
    )
    invoice = subscription["latest_invoice"]
    assert (invoice["status"], invoice["amount_paid"]) == ("paid", 832_500)
    details = invoice["parent"]["subscription_details"]
    assert details["subscription"] == subscription["id"]
    listed = await shop.ask("GET", "subscriptions", {"customer": done["customer"]})
    assert len(listed["data"]) == 1


async def test_paying_happens_in_stripes_order(shop: Shop) -> None:
    await shop.subscription()

    assert await shop.events() == [
        "product.created",
        "price.created",
        "customer.created",
        "payment_method.attached",
        "customer.subscription.created",
        "invoice.created",
        "invoice.finalized",
        "charge.succeeded",
        "payment_intent.succeeded",
        "invoice.paid",
        "invoice.payment_succeeded",
        "invoice_payment.paid",
        "customer.subscription.updated",
        "checkout.session.completed",
    ]


async def test_an_unknown_customer_is_created_by_paying(shop: Shop) -> None:
    session = await shop.session(await shop.price(), None)

    refused = await shop.http.post(session["url"], data=card())
    paid = await shop.http.post(session["url"], data=card(email="nueva@prueba.test"))

    assert (refused.status_code, paid.status_code) == (422, 303)
    assert "Correo electrónico" in refused.text
    done = await shop.ask("GET", f"checkout/sessions/{session['id']}")
    assert done["customer_details"]["email"] == "nueva@prueba.test"


async def test_a_trial_needs_no_card_when_told_so(shop: Shop) -> None:
    session = await shop.session(
        await shop.price(),
        await shop.customer(),
        **{
            "subscription_data[trial_period_days]": "7",
            "subscription_data[trial_settings][end_behavior][missing_payment_method]": (
                "cancel"
            ),
            "payment_method_collection": "if_required",
        },
    )

    page = await shop.http.get(session["url"])
    started = await shop.http.post(session["url"], data={})

    assert "Número de tarjeta" not in page.text
    assert "Hoy no paga nada: tiene 7 días de prueba." in page.text
    assert started.status_code == 303
    done = await shop.ask(
        "GET", f"checkout/sessions/{session['id']}", {"expand[]": "subscription"}
    )
    assert done["payment_status"] == "no_payment_required"
    subscription = done["subscription"]
    assert subscription["status"] == "trialing"
    [item] = subscription["items"]["data"]
    assert item["current_period_end"] == subscription["trial_end"]
    assert subscription["trial_end"] - subscription["trial_start"] == 7 * 86_400


async def test_a_trial_may_ask_for_a_card(shop: Shop) -> None:
    session = await shop.session(
        await shop.price(),
        await shop.customer(),
        **{"subscription_data[trial_end]": str(int(time.time()) + 9 * 86_400)},
    )

    refused = await shop.http.post(session["url"], data={})

    assert refused.status_code == 422
    assert "Hoy no paga nada" in refused.text


@pytest.mark.parametrize(
    ("change", "param"),
    [
        pytest.param({"mode": "payment"}, "mode=payment", id="mode"),
        pytest.param({"ui_mode": "embedded_page"}, "ui_mode=embedded_page", id="ui"),
        pytest.param({"customer": "cus_no"}, "customer", id="customer"),
        pytest.param({"customer_email": "a@x.test"}, "customer_email", id="both"),
        pytest.param({"success_url": "/listo"}, "success_url", id="address"),
        pytest.param({"cancel_url": "http://[x"}, "cancel_url", id="bad address"),
        pytest.param({"expires_at": "1"}, "expires_at", id="too soon"),
        pytest.param({"expires_at": "9999999999"}, "expires_at", id="too late"),
        pytest.param(
            {"line_items[0][price]": "price_no"}, "line_items[0][price]", id="price"
        ),
        pytest.param(
            {"line_items[0][quantity]": "0"}, "line_items[0][quantity]", id="none"
        ),
        pytest.param(
            {"line_items[0][adjustable_quantity][enabled]": "true"},
            "line_items[0][adjustable_quantity]",
            id="adjustable",
        ),
        pytest.param(
            {"subscription_data[trial_period_days]": "0"},
            "subscription_data[trial_period_days]",
            id="trial",
        ),
        pytest.param(
            {"subscription_data[trial_end]": "1"},
            "subscription_data[trial_end]",
            id="trial end",
        ),
        pytest.param(
            {"subscription_data[transfer_data][destination]": "acct_1"},
            "subscription_data[transfer_data]",
            id="unsupported",
        ),
    ],
)
async def test_an_impossible_session_is_refused(
    shop: Shop, change: dict[str, str], param: str
) -> None:
    price, customer = await shop.price(), await shop.customer()
    form = {
        "mode": "subscription",
        "customer": customer["id"],
        "success_url": "http://shop.test/listo",
        "line_items[0][price]": price["id"],
        "line_items[0][quantity]": "1",
    }

    refused = await shop.refused("POST", "checkout/sessions", form | change)

    assert (refused["status"], refused["param"]) == (400, param)


@pytest.mark.parametrize(
    "gone",
    ["mode", "success_url", "line_items[0][price]", "line_items[0][quantity]"],
)
async def test_an_incomplete_session_is_refused(shop: Shop, gone: str) -> None:
    form = {
        "mode": "subscription",
        "success_url": "http://shop.test/listo",
        "line_items[0][price]": (await shop.price())["id"],
        "line_items[0][quantity]": "1",
    }
    del form[gone]

    assert (await shop.refused("POST", "checkout/sessions", form))["status"] == 400


async def test_a_session_sells_only_what_is_on_sale(shop: Shop) -> None:
    price = await shop.price()
    await shop.ask("POST", f"prices/{price['id']}", {"active": "false"})
    form = {
        "mode": "subscription",
        "success_url": "http://shop.test/listo",
        "line_items[0][price]": price["id"],
        "line_items[0][quantity]": "1",
    }

    refused = await shop.refused("POST", "checkout/sessions", form)

    assert "inactive" in refused["message"]


@pytest.mark.parametrize("other", ["usd", "once", "none"])
async def test_the_lines_of_a_session_go_together(shop: Shop, other: str) -> None:
    form = {"mode": "subscription", "success_url": "http://shop.test/listo"}
    prices = {"once": [], "none": []}.get(other, [await shop.price()])
    if other != "none":
        one_time = {"currency": "usd", "unit_amount": "1", "product_data[name]": "X"}
        prices.append(await shop.ask("POST", "prices", one_time))
    for place, price in enumerate(prices):
        form[f"line_items[{place}][price]"] = price["id"]
        form[f"line_items[{place}][quantity]"] = "1"

    refused = await shop.refused("POST", "checkout/sessions", form)

    assert refused["param"] == "line_items"


async def test_a_session_can_be_expired_once(shop: Shop) -> None:
    session = await shop.session(await shop.price(), await shop.customer())
    path = f"checkout/sessions/{session['id']}/expire"

    closed = await shop.ask("POST", path)
    refused = await shop.refused("POST", path)

    assert (closed["status"], closed["url"]) == ("expired", None)
    assert refused["status"] == 400
    assert (await shop.events())[-1] == "checkout.session.expired"


async def test_a_session_expires_by_itself(shop: Shop) -> None:
    session = await shop.session(
        await shop.price(),
        await shop.customer(),
        expires_at=str(int(time.time()) + 3600),
    )

    await shop.control("advance", {"seconds": 3700})

    page = await shop.http.get(session["url"])
    paid = await shop.http.post(session["url"], data=card())
    assert (page.status_code, paid.status_code) == (410, 410)
    assert "Esta página de pago venció" in page.text
    assert CANCEL in page.text
    assert (await shop.ask("GET", "subscriptions"))["data"] == []


async def test_sessions_are_found_by_customer_and_status(shop: Shop) -> None:
    price, customer = await shop.price(), await shop.customer()
    first = await shop.session(price, customer)
    second = await shop.session(price, customer)
    await shop.ask("POST", f"checkout/sessions/{first['id']}/expire")

    query = {"customer": customer["id"], "status": "open"}
    found = await shop.ask("GET", "checkout/sessions", query)

    assert [each["id"] for each in found["data"]] == [second["id"]]


async def test_a_sessions_lines_and_metadata(shop: Shop) -> None:
    session = await shop.session(await shop.price(), await shop.customer())
    path = f"checkout/sessions/{session['id']}"

    changed = await shop.ask("POST", path, {"metadata[a]": "1"})
    lines = await shop.ask("GET", f"{path}/line_items")

    assert changed["metadata"] == {"a": "1"}
    assert [line["amount_total"] for line in lines["data"]] == [832_500]
