"""Coupons and promotion codes, from the page to the last discounted invoice."""

import pytest

from tests.stripe_shop import DAY_S, Json, Shop, card

CODES = {"allow_promotion_codes": "true"}


@pytest.fixture
def shop() -> Shop:
    return Shop()


async def coupon(shop: Shop, **form: str) -> Json:
    form = form or {"percent_off": "20"}
    return await shop.ask("POST", "coupons", form)


async def code(shop: Shop, of: Json, **form: str) -> Json:
    form = {"promotion[type]": "coupon", "promotion[coupon]": of["id"], **form}
    return await shop.ask("POST", "promotion_codes", {"code": "CAFE20"} | form)


async def session(shop: Shop, **more: str) -> Json:
    price, customer = await shop.price(), await shop.customer()
    return await shop.session(price, customer, **(CODES | more))


async def amounts(shop: Shop) -> list[int]:
    """List what was paid, oldest first."""
    listed = (await shop.ask("GET", "invoices", {"limit": "100"}))["data"]
    return [invoice["amount_paid"] for invoice in reversed(listed)]


async def bought(shop: Shop, of: Json) -> Json:
    """Let somebody type the code and pay."""
    made = await session(shop)
    await code(shop, of)
    await shop.http.post(made["url"], data={"act": "code", "code": " cafe20 "})
    await shop.http.post(made["url"], data=card())
    return await shop.ask("GET", f"checkout/sessions/{made['id']}")


async def test_a_code_is_typed_on_the_page(shop: Shop) -> None:
    made = await session(shop)
    own = await code(shop, await coupon(shop))

    before = await shop.http.get(made["url"])
    wrong = await shop.http.post(made["url"], data={"act": "code", "code": "TE20"})
    right = await shop.http.post(made["url"], data={"act": "code", "code": "cafe20"})
    after = await shop.http.get(made["url"])

    assert "Código promocional" in before.text
    assert (wrong.status_code, wrong.text.count("No conocemos ese código")) == (422, 2)
    assert right.status_code == 303
    assert "Código promocional aplicado." in after.text
    assert "₡6\N{NO-BREAK SPACE}660" in after.text
    found = await shop.ask("GET", f"checkout/sessions/{made['id']}")
    assert (found["amount_subtotal"], found["amount_total"]) == (832_500, 666_000)
    assert found["discounts"] == [
        {"coupon": own["promotion"]["coupon"], "promotion_code": own["id"]}
    ]


async def test_no_code_is_asked_for_unless_allowed(shop: Shop) -> None:
    made = await shop.session(await shop.price(), await shop.customer())
    await code(shop, await coupon(shop))

    page = await shop.http.post(made["url"], data={"act": "code", "code": "CAFE20"})

    assert "Código promocional" not in page.text
    path = f"checkout/sessions/{made['id']}"
    assert (await shop.ask("GET", path))["amount_total"] == 832_500


@pytest.mark.parametrize(
    ("form", "paid"),
    [
        pytest.param({"percent_off": "20"}, [666_000, 832_500, 832_500], id="once"),
        pytest.param(
            {"percent_off": "20", "duration": "forever"}, [666_000] * 3, id="forever"
        ),
        pytest.param(
            {
                "amount_off": "100000",
                "currency": "crc",
                "duration": "repeating",
                "duration_in_months": "2",
            },
            [732_500, 732_500, 832_500],
            id="two months",
        ),
        pytest.param(
            {"amount_off": "9900000", "currency": "crc"},
            [0, 832_500, 832_500],
            id="more than it costs",
        ),
    ],
)
async def test_a_discount_lasts_as_long_as_its_coupon(
    shop: Shop, form: dict[str, str], paid: list[int]
) -> None:
    await bought(shop, await coupon(shop, **form))

    await shop.days_pass(63)

    assert await amounts(shop) == paid


async def test_an_invoice_tells_its_discount(shop: Shop) -> None:
    own = await coupon(shop)
    done = await bought(shop, own)

    invoice = await shop.ask(
        "GET",
        f"invoices/{done['invoice']}",
        {"expand[]": "discounts.source.coupon"},
    )
    page = await shop.http.get(invoice["hosted_invoice_url"])

    [taken] = invoice["total_discount_amounts"]
    assert (invoice["subtotal"], taken["amount"], invoice["total"]) == (
        832_500,
        166_500,
        666_000,
    )
    assert invoice["discounts"][0]["source"]["coupon"]["id"] == own["id"]
    assert "Descuento" in page.text
    [used] = (await shop.ask("GET", "promotion_codes", {"code": "CAFE20"}))["data"]
    assert used["times_redeemed"] == 1
    events = await shop.events()
    assert "customer.discount.created" in events
    assert "customer.discount.deleted" in events


@pytest.mark.parametrize(
    ("form", "message"),
    [
        pytest.param({"active": "false"}, "No conocemos", id="put away"),
        pytest.param({"expires_at": "1"}, "ya venció", id="expired"),
        pytest.param({"max_redemptions": "0"}, "ya se usó", id="used up"),
        pytest.param({"customer": ""}, "de otra persona", id="of another"),
        pytest.param(
            {"restrictions[minimum_amount]": "900000"}, "mayor precio", id="too little"
        ),
    ],
)
async def test_a_code_that_is_no_use_says_why(
    shop: Shop, form: dict[str, str], message: str
) -> None:
    made = await session(shop)
    if "customer" in form:
        form = {"customer": (await shop.customer())["id"]}
    await code(shop, await coupon(shop), **form)

    page = await shop.http.post(made["url"], data={"act": "code", "code": "CAFE20"})

    assert (page.status_code, message in page.text) == (422, True)


async def test_a_code_may_be_for_who_never_paid(shop: Shop) -> None:
    first = await shop.subscription()
    await code(
        shop, await coupon(shop), **{"restrictions[first_time_transaction]": "true"}
    )
    again = await shop.session(await shop.price(), {"id": first["customer"]}, **CODES)

    page = await shop.http.post(again["url"], data={"act": "code", "code": "CAFE20"})

    assert "solo para la primera compra" in page.text


async def test_an_amount_is_of_one_currency(shop: Shop) -> None:
    made = await session(shop)
    await code(shop, await coupon(shop, amount_off="500", currency="usd"))

    page = await shop.http.post(made["url"], data={"act": "code", "code": "CAFE20"})

    assert "es para otra moneda" in page.text


@pytest.mark.parametrize("kind", ["coupon", "promotion_code"])
async def test_a_session_may_begin_with_a_discount(shop: Shop, kind: str) -> None:
    own = await coupon(shop)
    typed = await code(shop, own)
    given = own["id"] if kind == "coupon" else typed["id"]

    made = await shop.session(
        await shop.price(), await shop.customer(), **{f"discounts[0][{kind}]": given}
    )

    assert made["total_details"]["amount_discount"] == 166_500


async def test_an_impossible_discount_is_refused(shop: Shop) -> None:
    own = await coupon(shop, percent_off="20", max_redemptions="1")
    await bought(shop, own)
    price, customer = await shop.price(), await shop.customer()
    form = {
        "mode": "subscription",
        "customer": customer["id"],
        "success_url": "http://shop.test/listo",
        "line_items[0][price]": price["id"],
        "line_items[0][quantity]": "1",
        "discounts[0][coupon]": own["id"],
    }
    path = "checkout/sessions"

    spent = await shop.refused("POST", path, form)
    both = await shop.refused("POST", path, form | CODES)
    two = await shop.refused("POST", path, form | {"discounts[1][coupon]": "x"})

    assert spent["param"] == "discounts[0][coupon]"
    assert (both["param"], two["param"]) == ("discounts", "discounts")


@pytest.mark.parametrize(
    ("form", "param"),
    [
        pytest.param({"duration": "once"}, "percent_off", id="nothing off"),
        pytest.param({"percent_off": "120"}, "percent_off", id="too much"),
        pytest.param({"amount_off": "5"}, "currency", id="no currency"),
        pytest.param(
            {"percent_off": "5", "duration": "repeating"}, "duration_in_months", id="?"
        ),
        pytest.param({"percent_off": "5", "id": "TAKEN"}, "id", id="taken"),
    ],
)
async def test_an_impossible_coupon_is_refused(
    shop: Shop, form: dict[str, str], param: str
) -> None:
    await coupon(shop, id="TAKEN", percent_off="5")

    assert (await shop.refused("POST", "coupons", form))["param"] == param


async def test_coupons_are_renamed_and_put_away(shop: Shop) -> None:
    own = await coupon(shop)
    path = f"coupons/{own['id']}"

    named = await shop.ask("POST", path, {"name": "PRUEBA"})
    gone = await shop.ask("DELETE", path)

    assert (named["name"], gone["deleted"]) == ("PRUEBA", True)
    assert (await shop.refused("GET", path))["code"] == "resource_missing"
    assert (await shop.ask("GET", "coupons"))["data"] == []


async def test_codes_are_found_and_put_away(shop: Shop) -> None:
    own = await coupon(shop)
    made = await code(shop, own)
    path = f"promotion_codes/{made['id']}"
    again = {
        "promotion[type]": "coupon",
        "promotion[coupon]": own["id"],
        "code": "cafe20",
    }

    refused = await shop.refused("POST", "promotion_codes", again)
    away = await shop.ask("POST", path, {"active": "false"})
    found = await shop.ask("GET", "promotion_codes", {"coupon": own["id"]})

    assert refused["param"] == "code"
    assert found["data"] == [away] == [await shop.ask("GET", path)]
    assert (await shop.ask("GET", "promotion_codes", {"active": "true"}))["data"] == []


async def test_a_trial_is_free_before_its_discount_counts(shop: Shop) -> None:
    made = await session(shop, **{"subscription_data[trial_period_days]": "7"})
    await code(shop, await coupon(shop))

    await shop.http.post(made["url"], data={"act": "code", "code": "CAFE20"})
    await shop.http.post(made["url"], data=card())
    await shop.days_pass(8)

    assert await amounts(shop) == [0, 666_000]
    assert made["expires_at"] - made["created"] == DAY_S


async def test_a_session_tells_who_pays_and_whether_tax_is_added(shop: Shop) -> None:
    form = {"tax_id_data[0][type]": "cr_tin", "tax_id_data[0][value]": "3101999999"}
    customer = await shop.customer(**form, **{"preferred_locales[0]": "es-419"})
    taxed = {"automatic_tax[enabled]": "true"}

    made = await shop.session(await shop.price(), customer, **taxed)
    await shop.http.post(made["url"], data=card())

    [sold] = (await shop.ask("GET", "subscriptions"))["data"]
    invoice = await shop.ask("GET", f"invoices/{sold['latest_invoice']}")
    assert customer["preferred_locales"] == ["es-419"]
    assert made["customer_details"]["tax_ids"] == invoice["customer_tax_ids"]
    for each in (made, sold, invoice):
        assert each["automatic_tax"]["enabled"] is True


@pytest.mark.parametrize("by", ["coupon", "promotion_code"])
async def test_a_subscription_may_begin_with_a_discount(shop: Shop, by: str) -> None:
    own = await coupon(shop)
    given = {"coupon": own, "promotion_code": await code(shop, own)}[by]["id"]
    card = {
        "payment_method": "pm_card_visa",
        "invoice_settings[default_payment_method]": "pm_card_visa",
    }
    form = {
        "customer": (await shop.customer(**card))["id"],
        "items[0][price]": (await shop.price())["id"],
    }

    await shop.ask("POST", "subscriptions", {**form, f"discounts[0][{by}]": given})
    refused = await shop.refused(
        "POST", "subscriptions", {**form, f"discounts[0][{by}]": "no"}
    )

    assert await amounts(shop) == [666_000]
    assert refused["param"] == f"discounts[0][{by}]"
