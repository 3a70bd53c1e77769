"""The portal: plans, invoices, e-mail, pauses, and what it is opened for."""

import re

import httpx
import pytest

from tests.stripe_shop import DAY_S, Json, Shop, card

CONFIGURATIONS = "billing_portal/configurations"
FAILS_LATER = "4000000000000341"
UPDATE = "features[subscription_update]"


@pytest.fixture
def shop() -> Shop:
    return Shop()


def words(page: httpx.Response) -> str:
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page.text, flags=re.DOTALL)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


async def read(shop: Shop, subscription: Json) -> Json:
    return await shop.ask("GET", f"subscriptions/{subscription['id']}")


async def opened(shop: Shop, subscription: Json, **form: str) -> str:
    """Open the portal for a subscription's customer; gives its address."""
    form = {"customer": subscription["customer"], **form}
    return (await shop.ask("POST", "billing_portal/sessions", form))["url"]


async def plans(shop: Shop, subscription: Json, *prices: Json, **more: str) -> str:
    """Open a portal in which the plan may be changed."""
    product = f"{UPDATE}[products][0]"
    form = {
        f"{UPDATE}[enabled]": "true",
        f"{UPDATE}[default_allowed_updates][0]": "price",
        f"{UPDATE}[proration_behavior]": "always_invoice",
        f"{product}[product]": prices[0]["product"],
    } | {f"{product}[prices][{n}]": price["id"] for n, price in enumerate(prices)}
    made = await shop.ask("POST", CONFIGURATIONS, form | more)
    return await opened(shop, subscription, configuration=made["id"])


async def choose(
    shop: Shop, url: str, subscription: Json, price: str
) -> httpx.Response:
    press = {"act": "plan", "subscription": subscription["id"], "price": price}
    return await shop.http.post(url, data=press)


async def sold(shop: Shop, number: str = "4242424242424242") -> tuple[Json, Json, Json]:
    """Sell by the month; gives the subscription, the yearly price and a cheaper one."""
    subscription = await shop.subscription(number=number)
    product = subscription["items"]["data"][0]["price"]["product"]
    yearly = await shop.price(8_000_000, "year", product=product)
    cheaper = await shop.price(400_000, product=product)
    return subscription, yearly, cheaper


async def test_a_plan_is_changed_at_the_price_that_was_told(shop: Shop) -> None:
    subscription, yearly, cheaper = await sold(shop)
    url = await plans(shop, subscription, yearly, cheaper)

    shown = words(await shop.http.get(url))
    done = await choose(shop, url, subscription, yearly["id"])

    assert "₡80 000 al año, hoy se cobran ₡71 675" in shown
    assert "₡4 000 al mes, hoy no se cobra nada" in shown
    assert done.status_code == 303
    [item] = (await read(shop, subscription))["items"]["data"]
    assert item["price"]["id"] == yearly["id"]


@pytest.mark.parametrize("reason", ["decreasing_item_amount", "shortening_interval"])
async def test_a_lesser_plan_waits_for_the_period_to_end(
    shop: Shop, reason: str
) -> None:
    subscription, yearly, cheaper = await sold(shop)
    weekly = await shop.price(900_000, "week", product=yearly["product"])
    lesser = weekly if reason == "shortening_interval" else cheaper
    waits = {f"{UPDATE}[schedule_at_period_end][conditions][0][type]": reason}
    url = await plans(shop, subscription, lesser, **waits)

    offered = words(await shop.http.get(url))
    await choose(shop, url, subscription, lesser["id"])
    planned = await shop.http.get(url)
    waiting = await read(shop, subscription)
    await shop.days_pass(32)

    assert ", desde el " in offered
    assert "Desde el próximo período" in words(planned)
    assert "Conservar el plan actual" in planned.text
    assert waiting["items"] == subscription["items"]
    [item] = (await read(shop, subscription))["items"]["data"]
    assert item["price"]["id"] == lesser["id"]


@pytest.mark.parametrize("act", ["keep", "cancel"])
async def test_a_planned_change_can_be_taken_back(shop: Shop, act: str) -> None:
    subscription, _, cheaper = await sold(shop)
    condition = f"{UPDATE}[schedule_at_period_end][conditions][0][type]"
    waits = {condition: "decreasing_item_amount"}
    url = await plans(shop, subscription, cheaper, **waits)
    await choose(shop, url, subscription, cheaper["id"])
    press = {"act": act, "subscription": subscription["id"]}

    await shop.http.post(url, data=press)

    found = await read(shop, subscription)
    assert (found["schedule"], found["cancel_at_period_end"]) == (None, act == "cancel")


async def test_a_plan_that_is_not_paid_does_not_change(shop: Shop) -> None:
    subscription, yearly, _ = await sold(shop, FAILS_LATER)
    url = await plans(shop, subscription, yearly)

    refused = await choose(shop, url, subscription, yearly["id"])

    assert refused.status_code == 422
    assert "el plan no cambió" in refused.text
    assert await read(shop, subscription) == subscription


@pytest.mark.parametrize("chosen", ["", "price_no"])
async def test_a_plan_must_be_one_of_those_offered(shop: Shop, chosen: str) -> None:
    subscription, yearly, _ = await sold(shop)
    url = await plans(shop, subscription, yearly)

    refused = await choose(shop, url, subscription, chosen)

    assert (refused.status_code, "Escoja un plan." in refused.text) == (422, True)


async def test_no_plan_is_offered_unless_configured(shop: Shop) -> None:
    subscription, yearly, _ = await sold(shop)
    url = await opened(shop, subscription)

    shown = await shop.http.get(url)
    refused = await choose(shop, url, subscription, yearly["id"])

    assert "Cambiar de plan" not in shown.text
    assert refused.status_code == 422


async def test_a_paused_subscription_goes_on_once_it_has_a_card(shop: Shop) -> None:
    terms = "subscription_data[trial_settings][end_behavior][missing_payment_method]"
    session = await shop.session(
        await shop.price(),
        await shop.customer(),
        **{
            "subscription_data[trial_period_days]": "7",
            "payment_method_collection": "if_required",
            terms: "pause",
        },
    )
    await shop.http.post(session["url"], data={})
    await shop.days_pass(8)
    [subscription] = (await shop.ask("GET", "subscriptions", {"status": "all"}))["data"]
    url = await opened(shop, subscription)

    await shop.http.post(url, data=card() | {"act": "card"})
    shown = await shop.http.get(url)
    press = {"act": "unpause", "subscription": subscription["id"]}
    await shop.http.post(url, data=press)

    assert "En pausa" in words(shown)
    assert "Reanudar y pagar" in shown.text
    assert (await read(shop, subscription))["status"] == "active"


async def test_the_portal_lists_invoices_with_their_pages(shop: Shop) -> None:
    subscription = await shop.subscription()
    url = await opened(shop, subscription)

    shown = await shop.http.get(url)

    path = f"invoices/{subscription['latest_invoice']}"
    invoice = await shop.ask("GET", path)
    assert f'href="{invoice["hosted_invoice_url"]}"' in shown.text
    assert "Pagada ₡8 325" in words(shown)


async def test_the_portal_changes_the_email_when_it_may(shop: Shop) -> None:
    subscription = await shop.subscription()
    allowed = {
        "features[customer_update][enabled]": "true",
        "features[customer_update][allowed_updates][0]": "email",
    }
    made = await shop.ask("POST", CONFIGURATIONS, allowed)
    url = await opened(shop, subscription, configuration=made["id"])
    closed = await opened(shop, subscription)
    press = {"act": "email", "email": "otra@prueba.test"}

    wrong = await shop.http.post(url, data=press | {"email": "otra"})
    refused = await shop.http.post(closed, data=press)
    done = await shop.http.post(url, data=press)

    assert (wrong.status_code, refused.status_code, done.status_code) == (422, 422, 303)
    customer = await shop.ask("GET", f"customers/{subscription['customer']}")
    assert customer["email"] == "otra@prueba.test"


async def test_a_card_is_changed_only_where_it_may_be(shop: Shop) -> None:
    subscription = await shop.subscription()
    denied = {"features[payment_method_update][enabled]": "false"}
    made = await shop.ask("POST", CONFIGURATIONS, denied)
    url = await opened(shop, subscription, configuration=made["id"])

    shown = await shop.http.get(url)
    refused = await shop.http.post(url, data=card() | {"act": "card"})

    assert "Cambiar tarjeta" not in shown.text
    assert refused.status_code == 422


async def test_a_session_for_the_card_shows_nothing_else(shop: Shop) -> None:
    subscription = await shop.subscription()
    url = await opened(
        shop,
        subscription,
        **{
            "flow_data[type]": "payment_method_update",
            "flow_data[after_completion][type]": "redirect",
            "flow_data[after_completion][redirect][return_url]": "http://shop.test/x",
        },
    )

    shown = await shop.http.get(url)
    done = await shop.http.post(url, data=card() | {"act": "card"})

    assert "Cambiar tarjeta" in shown.text
    assert "Cancelar suscripción" not in shown.text
    assert done.headers["Location"] == "http://shop.test/x"


async def test_a_session_to_leave_shows_only_that(shop: Shop) -> None:
    subscription = await shop.subscription()
    flow = {
        "flow_data[type]": "subscription_cancel",
        "flow_data[subscription_cancel][subscription]": subscription["id"],
    }
    url = await opened(shop, subscription, **flow)

    shown = await shop.http.get(url)

    assert "Cancelar suscripción" in shown.text
    assert "Cambiar tarjeta" not in shown.text


@pytest.mark.parametrize(
    ("form", "param"),
    [
        pytest.param({"flow_data[type]": "customer_update"}, None, id="unsupported"),
        pytest.param(
            {"flow_data[type]": "subscription_cancel"},
            "flow_data[subscription_cancel]",
            id="of nothing",
        ),
        pytest.param({"configuration": "bpc_no"}, "configuration", id="configuration"),
        pytest.param({"return_url": "perfil"}, "return_url", id="address"),
    ],
)
async def test_an_impossible_session_is_refused(
    shop: Shop, form: dict[str, str], param: str | None
) -> None:
    customer = {"customer": (await shop.customer())["id"]}

    refused = await shop.refused("POST", "billing_portal/sessions", customer | form)

    assert param is None or refused["param"] == param


@pytest.mark.parametrize(
    ("form", "param"),
    [
        pytest.param({f"{UPDATE}[enabled]": "true"}, f"{UPDATE}[products]", id="none"),
        pytest.param(
            {
                f"{UPDATE}[enabled]": "false",
                f"{UPDATE}[products][0][product]": "prod_no",
                f"{UPDATE}[products][0][prices][0]": "price_no",
            },
            f"{UPDATE}[products][0][product]",
            id="no product",
        ),
        pytest.param(
            {
                "features[invoice_history][enabled]": "true",
                "default_return_url": "perfil",
            },
            "default_return_url",
            id="address",
        ),
        pytest.param({"features[colour]": "red"}, "features[colour]", id="unknown"),
    ],
)
async def test_an_impossible_configuration_is_refused(
    shop: Shop, form: dict[str, str], param: str
) -> None:
    refused = await shop.refused("POST", CONFIGURATIONS, form)

    assert (refused["status"], refused["param"]) == (400, param)


async def test_a_price_belongs_to_its_product(shop: Shop) -> None:
    price, other = await shop.price(), await shop.price()
    form = {
        f"{UPDATE}[enabled]": "true",
        f"{UPDATE}[default_allowed_updates][0]": "price",
        f"{UPDATE}[products][0][product]": price["product"],
        f"{UPDATE}[products][0][prices][0]": other["id"],
    }

    refused = await shop.refused("POST", CONFIGURATIONS, form)

    assert refused["param"] == f"{UPDATE}[products][0][prices][0]"


async def test_a_configuration_is_put_away_unless_it_is_the_usual(shop: Shop) -> None:
    customer = {"customer": (await shop.customer())["id"]}
    usual = (await shop.ask("POST", "billing_portal/sessions", customer))[
        "configuration"
    ]
    form = {"features[invoice_history][enabled]": "true", "name": "PRUEBA"}
    made = await shop.ask("POST", CONFIGURATIONS, form)
    away = {"active": "false"}

    kept = await shop.refused("POST", f"{CONFIGURATIONS}/{usual}", away)
    gone = await shop.ask("POST", f"{CONFIGURATIONS}/{made['id']}", away)
    refused = await shop.refused(
        "POST", "billing_portal/sessions", customer | {"configuration": made["id"]}
    )

    assert (kept["param"], gone["active"]) == ("active", False)
    assert refused["param"] == "configuration"
    listed = await shop.ask("GET", CONFIGURATIONS, {"active": "true"})
    assert [each["id"] for each in listed["data"]] == [usual]
    assert gone["updated"] - gone["created"] < DAY_S
