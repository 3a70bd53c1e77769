"""The simulated Stripe's own pages, as people and their screen readers meet them."""

from collections.abc import Iterator

import httpx
import pytest
import stripe
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from asystec_web.simulators.servers import running_app
from asystec_web.simulators.stripe import stripe_app

LONG = "Plan para comercios con un nombre muy largo y varias sucursales"
HEADERS = {
    "Authorization": "Bearer sk_test_pages",
    "Stripe-Version": stripe.api_version,
}
OPTIONS: dict[str, object] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
CARD = {"number": "4242424242424242", "expiry": "12/40", "cvc": "123", "name": "P"}


@pytest.fixture(scope="module")
def shop() -> Iterator[httpx.Client]:
    # Addresses as the pages tell them lead nowhere here: only their paths are used.
    with (
        running_app(stripe_app()) as url,
        httpx.Client(base_url=url, headers=HEADERS, trust_env=False) as client,
    ):
        yield client


def ask(shop: httpx.Client, path: str, form: dict[str, str]) -> dict[str, str]:
    answer = shop.post(f"/v1/{path}", data=form)
    assert answer.is_success, answer.text
    return answer.json()


def path_of(thing: dict[str, str], field: str = "url") -> str:
    return httpx.URL(thing[field]).path


@pytest.fixture(scope="module")
def paths(shop: httpx.Client) -> dict[str, str]:
    """Sell something, and tell where its pages are."""
    product = ask(shop, "products", {"name": LONG})
    price = {"product": product["id"], "currency": "crc"}
    month = {"unit_amount": "1500000", "recurring[interval]": "month"}
    year = {"unit_amount": "15000000", "recurring[interval]": "year"}
    monthly, yearly = (ask(shop, "prices", price | each) for each in (month, year))
    customer = ask(shop, "customers", {"email": "p@prueba.test", "name": "PRUEBA"})
    update = "features[subscription_update]"
    configuration = {
        f"{update}[enabled]": "true",
        f"{update}[default_allowed_updates][0]": "price",
        f"{update}[products][0][product]": product["id"],
        f"{update}[products][0][prices][0]": yearly["id"],
    }
    made = ask(shop, "billing_portal/configurations", configuration)
    form = {
        "mode": "subscription",
        "customer": customer["id"],
        "success_url": "http://shop.test/listo",
        "line_items[0][price]": monthly["id"],
        "line_items[0][quantity]": "1",
        "allow_promotion_codes": "true",
    }
    paid, offered = (ask(shop, "checkout/sessions", form) for _ in range(2))
    assert shop.post(path_of(paid), data=CARD).status_code == 303
    invoice = shop.get("/v1/invoices").json()["data"][0]
    who = {"customer": customer["id"], "configuration": made["id"]}
    portal = ask(shop, "billing_portal/sessions", who)
    return {
        "home": "/",
        "pay": path_of(offered),
        "paid": path_of(paid),
        "portal": path_of(portal),
        "invoice": path_of(invoice, "hosted_invoice_url"),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["home", "pay", "paid", "portal", "invoice"])
def test_a_page_fits_a_phone_and_can_be_read_aloud(
    page: Page, shop: httpx.Client, paths: dict[str, str], name: str, scheme: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")

    page.goto(f"{shop.base_url}".rstrip("/") + paths[name])

    found = Axe().run(page, options=OPTIONS)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_code_nobody_knows_is_said_beside_its_field(
    page: Page, shop: httpx.Client, paths: dict[str, str]
) -> None:
    page.goto(f"{shop.base_url}".rstrip("/") + paths["pay"])

    page.get_by_label("Código promocional").fill("TE20")
    page.get_by_role("button", name="Aplicar").click()

    assert page.get_by_role("alert").get_by_role("link").count() == 1
    assert page.get_by_label("Código promocional").input_value() == "TE20"
    found = Axe().run(page, options=OPTIONS)
    assert found.violations_count == 0, found.generate_report()
