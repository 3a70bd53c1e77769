"""Customers: who pays."""

import re

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.card_tokens import (
    attach_untried,
    named_card,
)
from asystec_web.simulators.stripe.billing.customers import new_customer
from asystec_web.simulators.stripe.billing.departures import remove
from asystec_web.simulators.stripe.billing.endings import ENDED
from asystec_web.simulators.stripe.billing.test_clocks import KIND as TEST_CLOCK
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_missing
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.world.world import World

_FIELDS = (
    "address",
    "balance",
    "business_name",
    "description",
    "email",
    "individual_name",
    "invoice_prefix",
    "invoice_settings",
    "metadata",
    "name",
    "phone",
    "preferred_locales",
    "tax_exempt",
)
_DEFAULT_CARD = "invoice_settings[default_payment_method]"


def create(world: World, asked: Asked) -> Json:
    """Create a customer, with tax identifiers and a card if any are given."""
    params = dict(asked.only("payment_method", "tax_id_data", "test_clock", *_FIELDS))
    identifiers = params.pop("tax_id_data", [])
    token = params.pop("payment_method", None)
    card = named_card(world, token, "payment_method") if token else None
    settings = dict(params.pop("invoice_settings", {}))
    default = settings.pop("default_payment_method", None)
    if default not in {None, token}:
        refuse_missing("PaymentMethod", default, _DEFAULT_CARD)
    if "test_clock" in params:
        world.find(TEST_CLOCK, params["test_clock"], "test_clock")
    for place, each in enumerate(identifiers):
        _check_tax_id(each, f"tax_id_data[{place}][value]")
    blank: Json = {"invoice_settings": {"default_payment_method": None}, "metadata": {}}
    write(blank, {**params, "invoice_settings": settings})
    customer = new_customer(world, **blank)
    for each in identifiers:
        tax_id = world.add(
            "tax_id",
            "txi",
            country=each["type"][:2].upper(),
            customer=customer["id"],
            owner={"type": "customer", "customer": customer["id"]},
            type=each["type"],
            value=each["value"],
        )
        world.emit("customer.tax_id.created", tax_id)
    if card is not None:
        method = attach_untried(world, customer["id"], card)
        if default is not None:
            with world.changing(customer, "customer.updated"):
                customer["invoice_settings"]["default_payment_method"] = method["id"]
    return customer


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a customer; of a deleted one, only that it was deleted."""
    found = world.named(asked.id)
    if found is not None and found["object"] == "customer":
        return found
    return world.find("customer", asked.id)


def update(world: World, asked: Asked) -> Json:
    """Change a customer."""
    customer = world.find("customer", asked.id)
    params = asked.only(*_FIELDS)
    method = params.get("invoice_settings", {}).get("default_payment_method")
    if method:
        world.find("payment_method", method, _DEFAULT_CARD)
    with world.changing(customer, "customer.updated"):
        write(customer, params)
    return customer


def delete(world: World, asked: Asked) -> Json:
    """Delete a customer for good, and end what it subscribed to."""
    return remove(world, world.find("customer", asked.id))


def list_(world: World, asked: Asked) -> Json:
    """List customers, by e-mail for one; those of a test clock if it is named."""
    wanted: Json = {"test_clock": None, **asked.params}
    found = matching(world.all("customer"), wanted, "email", "test_clock")
    return listed(asked, found)


def list_tax_ids(world: World, asked: Asked) -> Json:
    """List a customer's tax identifiers."""
    owner = {"customer": world.find("customer", asked.id)["id"]}
    return listed(asked, matching(world.all("tax_id"), owner, "customer"))


def tax_ids(world: World, customer: Json) -> Json:
    """Tell a customer's tax identifiers, where they are expanded."""
    address = f"/v1/customers/{customer['id']}/tax_ids"
    return list_tax_ids(world, Asked(address, customer["id"]))


def subscriptions(world: World, customer: Json) -> Json:
    """Tell a customer's live subscriptions, where they are expanded."""
    address = f"/v1/customers/{customer['id']}/subscriptions"
    live = [
        each
        for each in world.all("subscription")
        if each["customer"] == customer["id"] and each["status"] not in ENDED
    ]
    return listed(Asked(address), live)


def _check_tax_id(tax_id: Json, param: str) -> None:
    """Check a Costa Rican identifier as Stripe does: 9 to 12 figures."""
    figures = re.fullmatch(r"\d{9,12}", tax_id["value"].replace("-", ""), re.ASCII)
    if tax_id["type"] == "cr_tin" and not figures:
        refuse("Invalid value for cr_tin.", code="tax_id_invalid", param=param)


OPERATIONS = [
    Operation("POST", "/v1/customers", "CustomerCreateParams", create),
    Operation("GET", "/v1/customers", "CustomerListParams", list_),
    Operation("GET", "/v1/customers/{id}", "CustomerRetrieveParams", retrieve),
    Operation("POST", "/v1/customers/{id}", "CustomerUpdateParams", update),
    Operation("DELETE", "/v1/customers/{id}", "CustomerDeleteParams", delete),
    Operation(
        "GET", "/v1/customers/{id}/tax_ids", "CustomerTaxIdListParams", list_tax_ids
    ),
]
