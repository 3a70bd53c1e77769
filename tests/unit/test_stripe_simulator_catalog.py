import pytest

from tests.stripe_shop import Shop


@pytest.fixture
def shop() -> Shop:
    return Shop()


async def test_a_product_keeps_what_it_was_given(shop: Shop) -> None:
    product = await shop.ask(
        "POST", "products", {"name": "Plan", "metadata[plan]": "pyme"}
    )

    found = await shop.ask("GET", f"products/{product['id']}")

    assert (found["name"], found["metadata"]) == ("Plan", {"plan": "pyme"})
    assert found["active"]


async def test_a_product_may_choose_its_id_once(shop: Shop) -> None:
    form = {"id": "plan_pyme", "name": "Plan"}
    await shop.ask("POST", "products", form)

    refused = await shop.refused("POST", "products", form)

    assert refused["code"] == "resource_already_exists"


async def test_products_are_found_by_id_and_state(shop: Shop) -> None:
    old = await shop.ask("POST", "products", {"name": "Viejo"})
    new = await shop.ask("POST", "products", {"name": "Nuevo"})
    await shop.ask("POST", f"products/{old['id']}", {"active": "false"})

    on_sale = await shop.ask("GET", "products", {"active": "true"})
    both = await shop.ask("GET", "products", {"ids[]": [old["id"], new["id"]]})

    assert [each["id"] for each in on_sale["data"]] == [new["id"]]
    assert len(both["data"]) == 2


async def test_a_default_price_must_exist(shop: Shop) -> None:
    price = await shop.price()
    path = f"products/{price['product']}"

    changed = await shop.ask("POST", path, {"default_price": price["id"]})
    refused = await shop.refused("POST", path, {"default_price": "price_no"})

    assert changed["default_price"] == price["id"]
    assert refused["param"] == "default_price"


async def test_metadata_is_merged_and_unset(shop: Shop) -> None:
    product = await shop.ask(
        "POST", "products", {"name": "Plan", "metadata[a]": "1", "metadata[b]": "2"}
    )
    path = f"products/{product['id']}"

    merged = await shop.ask("POST", path, {"metadata[b]": "", "metadata[c]": "3"})
    emptied = await shop.ask("POST", path, {"metadata": ""})

    assert merged["metadata"] == {"a": "1", "c": "3"}
    assert emptied["metadata"] == {}


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param({f"metadata[{n}]": "x" for n in range(51)}, id="too many"),
        pytest.param({f"metadata[{'k' * 41}]": "x"}, id="long name"),
        pytest.param({"metadata[k]": "x" * 501}, id="long text"),
    ],
)
async def test_metadata_has_limits(shop: Shop, labels: dict[str, str]) -> None:
    assert (await shop.refused("POST", "customers", labels))["status"] == 400


async def test_a_price_is_looked_up_by_its_key(shop: Shop) -> None:
    price = await shop.price(lookup_key="mensual")
    await shop.price(lookup_key="anual", interval="year")

    query = {"lookup_keys[]": "mensual", "active": "true", "expand[]": "data.product"}
    found = await shop.ask("GET", "prices", query)

    assert [each["id"] for each in found["data"]] == [price["id"]]
    assert found["data"][0]["product"]["name"] == "Plan de prueba"
    assert found["data"][0]["unit_amount_decimal"] == "832500"


async def test_a_lookup_key_moves_only_when_told(shop: Shop) -> None:
    old = await shop.price(lookup_key="mensual")
    form = {"currency": "crc", "unit_amount": "900000", "product": old["product"]}

    refused = await shop.refused("POST", "prices", form | {"lookup_key": "mensual"})
    new = await shop.price(
        900_000,
        product=old["product"],
        lookup_key="mensual",
        transfer_lookup_key="true",
    )

    assert refused["param"] == "lookup_key"
    assert new["lookup_key"] == "mensual"
    assert (await shop.ask("GET", f"prices/{old['id']}"))["lookup_key"] is None


async def test_a_price_can_be_archived_but_not_changed(shop: Shop) -> None:
    price = await shop.price()
    path = f"prices/{price['id']}"

    archived = await shop.ask("POST", path, {"active": "false", "nickname": "Viejo"})
    refused = await shop.refused("POST", path, {"unit_amount": "1"})

    assert (archived["active"], archived["nickname"]) == (False, "Viejo")
    assert refused["code"] == "parameter_unknown"
    assert (await shop.ask("GET", "prices", {"active": "true"}))["data"] == []


async def test_a_price_takes_a_lookup_key_later(shop: Shop) -> None:
    old, new = await shop.price(lookup_key="mensual"), await shop.price()
    form = {"lookup_key": "mensual", "transfer_lookup_key": "true"}

    moved = await shop.ask("POST", f"prices/{new['id']}", form)
    again = await shop.ask("POST", f"prices/{new['id']}", form)

    assert moved["lookup_key"] == again["lookup_key"] == "mensual"
    assert (await shop.ask("GET", f"prices/{old['id']}"))["lookup_key"] is None


async def test_a_price_may_be_written_as_a_decimal(shop: Shop) -> None:
    form = {
        "currency": "CRC",
        "unit_amount_decimal": "1500",
        "product_data[name]": "Plan",
    }

    price = await shop.ask("POST", "prices", form)

    assert (price["unit_amount"], price["currency"]) == (1500, "crc")
    assert price["type"] == "one_time"


async def test_prices_are_found_by_product_and_rhythm(shop: Shop) -> None:
    monthly = await shop.price()
    await shop.price(interval="year", product=monthly["product"])
    await shop.price()

    query = {"product": monthly["product"], "recurring[interval]": "month"}
    found = await shop.ask("GET", "prices", query)

    assert [each["id"] for each in found["data"]] == [monthly["id"]]


@pytest.mark.parametrize(
    "form",
    [
        pytest.param({"unit_amount": "1"}, id="no product"),
        pytest.param({"unit_amount": "1", "product": "prod_no"}, id="other product"),
        pytest.param({"product_data[name]": "Plan"}, id="no amount"),
        pytest.param({"product_data[name]": "P", "unit_amount": "-1"}, id="negative"),
        pytest.param({"product_data[name]": "P", "unit_amount_decimal": "1.5"}),
    ],
)
async def test_an_incomplete_price_is_refused(shop: Shop, form: dict[str, str]) -> None:
    assert (await shop.refused("POST", "prices", {"currency": "crc"} | form))["param"]


async def test_too_many_lookup_keys_are_refused(shop: Shop) -> None:
    keys = {"lookup_keys[]": [str(number) for number in range(11)]}

    assert (await shop.refused("GET", "prices", keys))["param"] == "lookup_keys"


async def test_a_customer_has_tax_ids_and_languages(shop: Shop) -> None:
    customer = await shop.customer(
        **{
            "preferred_locales[0]": "es-419",
            "tax_id_data[0][type]": "cr_tin",
            "tax_id_data[0][value]": "1-0111-0111",
            "address[country]": "CR",
        }
    )
    path = f"customers/{customer['id']}"

    whole = await shop.ask("GET", path, {"expand[]": ["tax_ids", "subscriptions"]})

    assert "tax_ids" not in customer
    assert whole["preferred_locales"] == ["es-419"]
    assert whole["address"]["country"] == "CR"
    assert whole["tax_ids"]["data"][0]["value"] == "1-0111-0111"
    assert whole["subscriptions"]["data"] == []


async def test_a_short_cedula_is_refused(shop: Shop) -> None:
    form = {"tax_id_data[0][type]": "cr_tin", "tax_id_data[0][value]": "123"}

    refused = await shop.refused("POST", "customers", form)

    assert refused["code"] == "tax_id_invalid"


async def test_a_customer_changes(shop: Shop) -> None:
    customer = await shop.customer(**{"address[country]": "CR"})
    path = f"customers/{customer['id']}"

    changed = await shop.ask("POST", path, {"name": "OTRA", "address": ""})
    by_mail = await shop.ask("GET", "customers", {"email": customer["email"]})

    assert (changed["name"], changed["address"]) == ("OTRA", None)
    assert [each["id"] for each in by_mail["data"]] == [customer["id"]]
    assert (await shop.events())[-1] == "customer.updated"


async def test_a_deleted_customer_leaves_only_a_mark(shop: Shop) -> None:
    price = await shop.price()
    subscription = await shop.subscription(price)
    path = f"customers/{subscription['customer']}"
    session = await shop.session(price, {"id": subscription["customer"]})

    await shop.ask("DELETE", path)

    assert (await shop.ask("GET", path))["deleted"] is True
    assert (await shop.refused("POST", path, {"name": "X"}))["status"] == 404
    assert (await shop.ask("GET", "customers"))["data"] == []
    subscription = await shop.ask("GET", f"subscriptions/{subscription['id']}")
    assert subscription["status"] == "canceled"
    closed = await shop.ask("GET", f"checkout/sessions/{session['id']}")
    assert closed["status"] == "expired"
    assert (await shop.events())[-3:] == [
        "customer.subscription.deleted",
        "checkout.session.expired",
        "customer.deleted",
    ]


async def test_a_webhook_endpoint_tells_its_secret_once(shop: Shop) -> None:
    form = {"url": "http://shop.test/hook", "enabled_events[]": "invoice.paid"}
    created = await shop.ask("POST", "webhook_endpoints", form)
    path = f"webhook_endpoints/{created['id']}"

    change = {"disabled": "true", "url": "http://shop.test/other"}
    changed = await shop.ask("POST", path, change)
    listed = await shop.ask("GET", "webhook_endpoints")
    await shop.ask("DELETE", path)

    assert created["secret"].startswith("whsec_")
    assert (changed["status"], "secret" in changed) == ("disabled", False)
    assert len(listed["data"]) == 1
    assert (await shop.refused("GET", path))["status"] == 404


async def test_a_webhook_endpoint_needs_a_web_address(shop: Shop) -> None:
    form = {"url": "shop.test", "enabled_events[]": "*"}

    assert (await shop.refused("POST", "webhook_endpoints", form))["code"] == (
        "url_invalid"
    )


async def test_whether_tax_is_in_a_price_is_said_once(shop: Shop) -> None:
    product = await shop.ask("POST", "products", {"name": "Plan"})
    form = {"product": product["id"], "currency": "crc", "unit_amount": "100"}
    price = await shop.ask("POST", "prices", form)
    path = f"prices/{price['id']}"

    said = await shop.ask("POST", path, {"tax_behavior": "exclusive"})
    await shop.ask("POST", path, {"tax_behavior": "exclusive"})
    refused = await shop.refused("POST", path, {"tax_behavior": "inclusive"})

    assert (price["tax_behavior"], said["tax_behavior"]) == ("unspecified", "exclusive")
    assert refused["param"] == "tax_behavior"
