"""Every operation once with something to answer, each answer held against its shape."""

import re
import time

import pytest

from asystec_web.simulators.stripe.protocol.operation import Operation
from asystec_web.simulators.stripe.resources import OPERATIONS
from tests.stripe_shop import Json, Shop

# What each creating or changing operation needs; `{…}` is filled with an identifier.
FORMS: dict[str, Json] = {
    "POST /v1/products": {"name": "Plan"},
    "POST /v1/prices": {
        "currency": "crc",
        "unit_amount": "500",
        "recurring[interval]": "month",
        "product": "{products}",
    },
    "POST /v1/coupons": {"percent_off": "5"},
    "POST /v1/promotion_codes": {
        "promotion[type]": "coupon",
        "promotion[coupon]": "{coupons}",
    },
    "POST /v1/checkout/sessions": {
        "mode": "subscription",
        "customer": "{customers}",
        "line_items[0][price]": "{prices}",
        "line_items[0][quantity]": "1",
        "success_url": "http://shop.test/listo",
    },
    "POST /v1/subscriptions": {
        "customer": "{customers}",
        "items[0][price]": "{prices}",
        "default_payment_method": "{payment_methods}",
    },
    "POST /v1/subscription_schedules": {"from_subscription": "{subscriptions}"},
    "POST /v1/invoices/create_preview": {"subscription": "{subscriptions}"},
    "POST /v1/refunds": {"charge": "{charges}", "amount": "1"},
    "POST /v1/webhook_endpoints": {
        "url": "http://shop.test/hook",
        "enabled_events[]": "*",
    },
    "POST /v1/billing_portal/sessions": {"customer": "{customers}"},
    "POST /v1/billing_portal/configurations": {
        "features[invoice_history][enabled]": "true"
    },
    "POST /v1/test_helpers/test_clocks": {"frozen_time": "{now}"},
    "POST /v1/test_helpers/test_clocks/{id}/advance": {"frozen_time": "{soon}"},
}
# Those that a right request is refused here; their own tests have what they need.
NOT_NOW = {
    "POST /v1/subscriptions/{id}/resume": "is not paused",
    "POST /v1/subscription_schedules/{id}/cancel": "was released",
    "POST /v1/payment_methods/{id}/attach": "is attached; test cards have names",
    "POST /v1/invoices/{id}/pay": "is paid",
    "POST /v1/invoices/{id}/void": "is paid",
}


@pytest.fixture
def shop() -> Shop:
    return Shop()


async def filled(shop: Shop) -> dict[str, str]:
    """Let something of every kind exist; gives an identifier of each."""
    known: dict[str, str] = {}
    for _ in range(2):
        subscription = await shop.subscription()
        charge = (await shop.ask("GET", "charges"))["data"][0]
        known = {
            "subscriptions": subscription["id"],
            "customers": subscription["customer"],
            "payment_methods": subscription["default_payment_method"],
            "invoices": subscription["latest_invoice"],
            "prices": subscription["items"]["data"][0]["price"]["id"],
            "products": subscription["items"]["data"][0]["price"]["product"],
            "charges": charge["id"],
            "payment_intents": charge["payment_intent"],
        }
    order = {"of": known["charges"]}
    known["disputes"] = (await shop.control("dispute", order))["dispute"]
    other = (await shop.ask("GET", "charges"))["data"][1]
    known["charges"] = other["id"]
    return known


def kind_of(path: str) -> str:
    return path.removeprefix("/v1/").split("/{id}")[0]


def turn(operation: Operation) -> int:
    """Create first, delete last, and read before anything is changed.

    With a customer goes what is theirs, so it is the very last.
    """
    if operation.method == "DELETE":
        return 4 if operation.path.startswith("/v1/customers") else 3
    if operation.method == "GET":
        return 1
    return 2 if "{id}" in operation.path else 0


async def test_every_operation_answers_in_its_shape(shop: Shop) -> None:
    known = await filled(shop)
    known["events"] = (await shop.ask("GET", "events"))["data"][0]["id"]
    asked = sorted(OPERATIONS, key=turn)

    for operation in asked:
        name = f"{operation.method} {operation.path}"
        now = int(time.time())
        known.update(now=str(now), soon=str(now + 3600))
        form = {
            key: re.sub(r"\{(.+)\}", lambda found: known[found[1]], value)
            for key, value in FORMS.get(name, {}).items()
        }
        kind = kind_of(operation.path)
        path = operation.path.removeprefix("/v1/").format(id=known.get(kind, ""))
        if name in NOT_NOW:
            await shop.refused(operation.method, path, form)
            continue
        answer = await shop.ask(operation.method, path, form)
        if operation.method == "POST" and "{id}" not in operation.path:
            known[kind] = answer["id"]


@pytest.mark.parametrize(
    "path", sorted({each.path for each in OPERATIONS if "{id}" in each.path})
)
async def test_every_operation_says_what_is_missing(shop: Shop, path: str) -> None:
    operation = next(each for each in OPERATIONS if each.path == path)

    refused = await shop.refused(
        operation.method,
        path.removeprefix("/v1/").format(id="x_no"),
        dict.fromkeys(FORMS.get(f"{operation.method} {path}", {}), "1"),
    )

    assert (refused["status"], refused["code"]) == (404, "resource_missing")
