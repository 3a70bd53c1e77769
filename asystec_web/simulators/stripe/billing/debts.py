"""Collecting what a subscription owes, again and again until it is given up."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing import held
from asystec_web.simulators.stripe.billing.collection import collect
from asystec_web.simulators.stripe.billing.endings import end
from asystec_web.simulators.stripe.billing.invoices import finalize, of_subscription
from asystec_web.simulators.stripe.world.world import World

UPDATED = "customer.subscription.updated"


def attempt(
    world: World, subscription: Json, invoice: Json, method: str | None = None
) -> None:
    """Collect an invoice, and give up when that was the last attempt."""
    method = method or payment_method_of(world, subscription)
    with world.changing(subscription, UPDATED):
        if held.holds(world, subscription, invoice):
            if collect(world, invoice, method):
                held.apply(world, subscription)
            return
        take_payment(world, subscription, invoice, method)
    exhausted = invoice["attempted"] and invoice["next_payment_attempt"] is None
    waits = subscription["status"] == "incomplete"
    if invoice["status"] == "open" and exhausted and not waits:
        _give_up(world, subscription)


def retry(world: World, invoice: Json) -> None:
    """Try an unpaid invoice again, as its subscription's dunning planned."""
    identifier = invoice["parent"]["subscription_details"]["subscription"]
    attempt(world, world.find("subscription", identifier), invoice)


def pay_debts(world: World, subscription: Json) -> None:
    """Collect what is open, after the card was changed."""
    written_off = subscription["status"] == "unpaid"
    for invoice in of_subscription(world, subscription["id"]):
        if invoice["status"] == "draft" and written_off:
            finalize(world, subscription, invoice)
        if invoice["status"] == "open":
            attempt(world, subscription, invoice)


def take_payment(
    world: World, subscription: Json, invoice: Json, method: str | None
) -> None:
    """Collect an invoice and let the subscription's status follow."""
    trialing = subscription["status"] == "trialing"
    if subscription["collection_method"] == "send_invoice" and not trialing:
        subscription["status"] = "active"
        return
    paid = collect(world, invoice, method)
    if trialing:
        return
    if paid:
        subscription["status"] = "active"
    elif subscription["status"] == "incomplete":
        # Nobody is asked again for a first payment; the card has to change.
        invoice["next_payment_attempt"] = None
    elif subscription["status"] != "unpaid":
        subscription["status"] = "past_due"


def payment_method_of(world: World, subscription: Json) -> str | None:
    """Find what a subscription is charged to, its own or its customer's."""
    customer = world.find("customer", subscription["customer"])
    own: str | None = subscription["default_payment_method"]
    return own or customer["invoice_settings"]["default_payment_method"]


def _give_up(world: World, subscription: Json) -> None:
    """Do what the account's setting says of a debt that no attempt collected."""
    match world.dunning.after:
        case "cancel":
            end(world, subscription, "payment_failed")
        case status:
            with world.changing(subscription, UPDATED):
                subscription["status"] = status
