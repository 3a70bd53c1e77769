import pytest

from tests.stripe_shop import Shop


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.mark.parametrize(
    ("name", "order"),
    [
        pytest.param("webhook", {"url": "shop.test", "secret": "x"}, id="address"),
        pytest.param("webhook", {"url": "http://x", "secret": ""}, id="blank secret"),
        pytest.param("deliveries", {"mode": "lose"}, id="mode"),
        pytest.param("deliveries", {"colour": "red"}, id="unknown"),
        pytest.param("advance", {"seconds": -1}, id="backwards"),
        pytest.param("advance", {"seconds": 1, "key": "sk_live_x"}, id="live key"),
        pytest.param("refund", {"of": "sub_1"}, id="nothing to refund"),
        pytest.param("refund", {"of": "ch_no"}, id="no such charge"),
        pytest.param("dispute", {"of": "cus_no"}, id="no such customer"),
        pytest.param("dispute", {"of": "ch_1", "reason": "whim"}, id="reason"),
        pytest.param("dispute_end", {"dispute": "du_no", "won": True}, id="dispute"),
        pytest.param("dunning", {"days": [0]}, id="same day"),
        pytest.param("dunning", {"after": "forgive"}, id="no such end"),
        pytest.param(
            "emit",
            {"key": "sk_test_x", "type": "x", "object": {"object": "unicorn"}},
            id="object",
        ),
    ],
)
async def test_a_wrong_order_is_explained(
    shop: Shop, name: str, order: dict[str, object]
) -> None:
    answer = await shop.http.post(f"/_control/{name}", json=order)

    assert answer.status_code == 422
    assert "sk_live_x" not in answer.text


async def test_an_order_about_nobody_says_whom_it_may_be_about(shop: Shop) -> None:
    answer = await shop.http.post("/_control/refund", json={"of": "sub_1"})

    names = "a charge (ch_…), a customer (cus_…) or a customer's e-mail"
    assert answer.json() == {"error": f"of: {names} is needed"}
    nobody = await shop.http.post("/_control/refund", json={"of": "no@example.com"})
    assert nobody.json() == {"error": "no customer has this e-mail"}


@pytest.mark.parametrize("named_by", ["id", "email"])
async def test_customers_are_listed_and_told_by_id_or_e_mail(
    shop: Shop, named_by: str
) -> None:
    subscription = await shop.subscription()
    customer = await shop.ask("GET", f"customers/{subscription['customer']}")

    page = await shop.http.get("/")
    done = await shop.http.post("/_control/refund", json={"of": customer[named_by]})

    assert customer["id"] in page.text
    assert customer["email"] in page.text
    assert done.status_code == 200
    assert done.json()["refund"].startswith("re_")


async def test_the_state_counts_without_telling_keys(shop: Shop) -> None:
    await shop.subscription()
    await shop.control("webhook", {"url": "http://127.0.0.1:1/x", "secret": "whsec_x"})

    answer = await shop.http.get("/_control/state")

    [world] = answer.json()["worlds"]
    counted = ("customer", "checkout.session", "subscription", "invoice", "event")
    assert [world[name] for name in counted] == [1, 1, 1, 1, 14]
    assert shop.key not in answer.text
    assert "whsec_x" not in answer.text


async def test_a_reset_forgets_every_world(shop: Shop) -> None:
    await shop.customer()

    await shop.control("reset", {})

    assert (await shop.http.get("/_control/state")).json()["worlds"] == []


async def test_the_clock_moves_for_one_key_or_for_all(shop: Shop) -> None:
    await shop.customer()
    other = await shop.call("GET", "customers", Authorization="Bearer sk_test_other")
    assert other.is_success

    one = await shop.control("advance", {"seconds": 60, "key": shop.key})
    both = await shop.control("advance", {"seconds": 60})

    assert (len(one["now"]), len(both["now"])) == (1, 2)


async def test_what_exists_can_be_told_of_again(shop: Shop) -> None:
    customer = await shop.customer()
    known = {"id": customer["id"], "name": "OTRA PRUEBA"}

    order = {"key": shop.key, "type": "customer.updated", "object": known}
    made = await shop.control("emit", order)

    event = await shop.ask("GET", f"events/{made['id']}")
    assert event["data"]["object"] == customer | {"name": "OTRA PRUEBA"}
    path = f"customers/{customer['id']}"
    assert (await shop.ask("GET", path))["name"] == customer["name"]


async def test_any_event_can_be_made_up(shop: Shop) -> None:
    customer = await shop.customer()
    charge = {"object": "charge", "customer": customer["id"], "refunded": True}

    order = {"key": shop.key, "type": "charge.refunded", "object": charge}
    made = await shop.control("emit", order)

    event = await shop.ask("GET", f"events/{made['id']}")
    assert event["type"] == "charge.refunded"
    assert event["data"]["object"]["refunded"] is True
    assert event["data"]["object"]["customer"] == customer["id"]
