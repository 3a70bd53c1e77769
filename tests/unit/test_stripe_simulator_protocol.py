import asyncio
import base64

import pytest
import stripe

from tests.stripe_shop import Shop


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.mark.parametrize(
    "authorization",
    [
        pytest.param("", id="none"),
        pytest.param("Bearer ", id="blank"),
        pytest.param("Bearer pk_test_abc", id="publishable"),
        pytest.param("Bearer sk_test_á", id="letters"),
        pytest.param("Bearer sk_live_abc", id="live"),
        pytest.param("Basic !!", id="basic"),
        pytest.param("Digest sk_test_abc", id="scheme"),
    ],
)
async def test_only_test_keys_may_ask(shop: Shop, authorization: str) -> None:
    answer = await shop.http.get(
        "/v1/customers", headers=[(b"Authorization", authorization.encode())]
    )

    assert answer.status_code == 401
    assert answer.json()["error"]["type"] == "invalid_request_error"
    assert "abc" not in answer.text
    assert answer.headers["Request-Id"].startswith("req_")


async def test_the_key_may_come_as_the_user_of_basic(shop: Shop) -> None:
    await shop.customer()
    user = base64.b64encode(f"{shop.key}:".encode()).decode()

    found = await shop.ask("GET", "customers", Authorization=f"Basic {user}")

    assert len(found["data"]) == 1


async def test_each_key_has_its_own_world(shop: Shop) -> None:
    customer = await shop.customer()

    refused = await shop.refused(
        "GET", f"customers/{customer['id']}", Authorization="Bearer sk_test_other"
    )

    assert (refused["status"], refused["code"]) == (404, "resource_missing")


@pytest.mark.parametrize("version", ["", "2020-08-27", "nonsense"])
async def test_another_version_is_refused(shop: Shop, version: str) -> None:
    refused = await shop.refused("GET", "customers", Stripe_Version=version)

    assert refused["status"] == 400
    assert stripe.api_version in refused["message"]


async def test_an_unknown_address_is_named(shop: Shop) -> None:
    refused = await shop.refused("GET", "unicorns")

    assert (refused["status"], "/v1/unicorns" in refused["message"]) == (404, True)


@pytest.mark.parametrize(
    "path",
    [
        "customers/x",
        "products/x",
        "prices/x",
        "checkout/sessions/x",
        "subscriptions/x",
        "invoices/x",
        "events/x",
        "webhook_endpoints/x",
        "payment_methods/x",
        "billing_portal/configurations/x",
    ],
)
async def test_what_is_not_there_is_missing(shop: Shop, path: str) -> None:
    refused = await shop.refused("GET", path)

    assert (refused["status"], refused["code"]) == (404, "resource_missing")


async def test_a_known_parameter_without_effect_is_not_swallowed(shop: Shop) -> None:
    refused = await shop.refused("POST", "customers", {"source": "tok_visa"})

    assert refused["code"] == "simulator_unsupported"


async def test_the_same_key_does_the_same_thing_once(shop: Shop) -> None:
    form = {"email": "a@prueba.test"}

    first = await shop.call("POST", "customers", form, Idempotency_Key="k")
    again = await shop.call("POST", "customers", form, Idempotency_Key="k")

    assert first.json() == again.json()
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers["Original-Request"] == first.headers["Request-Id"]
    assert len((await shop.ask("GET", "customers"))["data"]) == 1


async def test_a_key_belongs_to_one_request(shop: Shop) -> None:
    await shop.ask("POST", "customers", {"email": "a@x.test"}, Idempotency_Key="k")

    refused = await shop.refused(
        "POST", "customers", {"email": "b@x.test"}, Idempotency_Key="k"
    )

    assert (refused["status"], refused["type"]) == (400, "idempotency_error")


async def test_a_key_in_use_is_a_conflict(shop: Shop) -> None:
    await shop.control("latency", {"seconds": 0.05})

    answers = await asyncio.gather(
        *(shop.call("POST", "customers", {}, Idempotency_Key="k") for _ in range(3))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert len((await shop.ask("GET", "customers"))["data"]) == 1


async def test_a_request_that_came_to_nothing_frees_the_key(shop: Shop) -> None:
    await shop.control("latency", {"seconds": 30})
    form = {"name": "PRUEBA"}
    given_up = shop.call("POST", "customers", form, Idempotency_Key="k")

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(given_up, 0.05)
    await shop.control("latency", {"seconds": 0})

    await shop.ask("POST", "customers", form, Idempotency_Key="k")


async def test_a_refusal_while_running_is_remembered(shop: Shop) -> None:
    form = {"currency": "crc", "unit_amount": "1", "product": "prod_later"}

    first = await shop.call("POST", "prices", form, Idempotency_Key="k")
    await shop.ask("POST", "products", {"id": "prod_later", "name": "Plan"})
    again = await shop.call("POST", "prices", form, Idempotency_Key="k")

    assert (first.status_code, again.status_code) == (400, 400)
    assert again.headers["Idempotent-Replayed"] == "true"


async def test_a_refusal_before_running_frees_the_key(shop: Shop) -> None:
    await shop.refused("POST", "customers", {"colour": "red"}, Idempotency_Key="k")

    await shop.ask("POST", "customers", {"name": "PRUEBA"}, Idempotency_Key="k")


async def test_a_failure_inside_stays_with_its_key(shop: Shop) -> None:
    await shop.control("break", {"path": "/v1/customers"})

    first = await shop.call("POST", "customers", {}, Idempotency_Key="k")
    again = await shop.call("POST", "customers", {}, Idempotency_Key="k")

    assert (first.status_code, again.status_code) == (500, 500)
    assert first.headers["Stripe-Should-Retry"] == "false"
    assert (await shop.call("POST", "customers", {})).status_code == 200


async def test_lists_are_walked_in_both_directions(shop: Shop) -> None:
    for number in range(5):
        await shop.customer(name=f"PRUEBA {number}")

    first = await shop.ask("GET", "customers", {"limit": "2"})
    last = first["data"][-1]["id"]
    second = await shop.ask("GET", "customers", {"limit": "3", "starting_after": last})
    start = second["data"][0]["id"]
    back = await shop.ask("GET", "customers", {"limit": "1", "ending_before": start})

    assert [each["name"][-1] for each in first["data"]] == ["4", "3"]
    assert first["has_more"]
    assert [each["name"][-1] for each in second["data"]] == ["2", "1", "0"]
    assert not second["has_more"]
    assert [each["id"] for each in back["data"]] == [last]
    assert back["has_more"]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({"limit": "0"}, id="too few"),
        pytest.param({"limit": "101"}, id="too many"),
        pytest.param({"starting_after": "cus_no"}, id="no such cursor"),
        pytest.param({"starting_after": "a", "ending_before": "b"}, id="both ways"),
    ],
)
async def test_an_impossible_page_is_refused(shop: Shop, query: dict[str, str]) -> None:
    assert (await shop.refused("GET", "customers", query))["status"] == 400


async def test_lists_can_be_cut_by_date(shop: Shop) -> None:
    customer = await shop.customer()
    when = customer["created"]

    later = await shop.ask("GET", "customers", {"created[gt]": str(when)})
    since = await shop.ask("GET", "customers", {"created[gte]": str(when)})
    exact = await shop.ask("GET", "customers", {"created": str(when)})

    assert [len(page["data"]) for page in (later, since, exact)] == [0, 1, 1]


async def test_ids_are_expanded_into_objects(shop: Shop) -> None:
    session = await shop.session(await shop.price(), await shop.customer())
    path = f"checkout/sessions/{session['id']}"
    asked = {"expand[]": ["customer", "line_items.data.price.product", "subscription"]}

    plain = await shop.ask("GET", path)
    whole = await shop.ask("GET", path, asked)

    assert "line_items" not in plain
    assert whole["customer"]["object"] == "customer"
    line = whole["line_items"]["data"][0]
    assert line["price"]["product"]["name"] == "Plan de prueba"
    assert whole["subscription"] is None


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("data.colour", id="unknown"),
        pytest.param("data.email", id="no object"),
        pytest.param("data.a.b.c.d", id="too deep"),
    ],
)
async def test_what_cannot_be_expanded_is_refused(shop: Shop, path: str) -> None:
    await shop.customer()

    refused = await shop.refused("GET", "customers", {"expand[]": path})

    assert (refused["status"], refused["param"]) == (400, "expand")
