"""Invoices that exist: drafted, finalized, given up."""

from dataclasses import astuple

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.coupons import spend
from asystec_web.simulators.stripe.billing.drafts import draft
from asystec_web.simulators.stripe.billing.lines import Owed, period_lines
from asystec_web.simulators.stripe.billing.periods import DAY_S
from asystec_web.simulators.stripe.world.world import World, random_text

Lines = list[Owed]


def waiting_lines(world: World, subscription: Json) -> Lines:
    """Return what waits for the subscription's next invoice."""
    kept = world.unseen(subscription["id"]).get("waiting_lines", [])
    return [Owed(*each) for each in kept]


def let_wait(world: World, subscription: Json, owed: Lines) -> None:
    """Keep lines for the subscription's next invoice, as they are now."""
    kept = world.unseen(subscription["id"]).setdefault("waiting_lines", [])
    kept += [astuple(each) for each in owed]


def bill(
    world: World, subscription: Json, reason: str, owed: Lines | None = None
) -> Json:
    """Draft an invoice: of the current period unless told, and of all that waits."""
    waiting = waiting_lines(world, subscription)
    own = period_lines(world, subscription) if owed is None else owed
    invoice = draft(world, subscription, reason, [*waiting, *own])
    world.unseen(subscription["id"]).pop("waiting_lines", None)
    customer = world.find("customer", subscription["customer"])
    invoice["number"] = _next_number(customer)
    world.keep(invoice)
    subscription["latest_invoice"] = invoice["id"]
    world.emit("invoice.created", invoice)
    spend(world, subscription, invoice)
    return invoice


def finalize(world: World, subscription: Json, invoice: Json) -> None:
    """Let a draft become what the customer owes."""
    customer = world.find("customer", invoice["customer"])
    if customer["balance"] != invoice["ending_balance"]:
        with world.changing(customer, "customer.updated"):
            customer["balance"] = invoice["ending_balance"]
    page = f"{world.public_url}/i/{invoice['id']}"
    with world.changing(invoice, "invoice.finalized"):
        invoice["status"] = "open"
        invoice["status_transitions"]["finalized_at"] = world.now
        invoice.update(hosted_invoice_url=page, invoice_pdf=f"{page}/pdf")
        if subscription["days_until_due"] is not None:
            invoice["due_date"] = world.now + subscription["days_until_due"] * DAY_S


def void(world: World, invoice: Json) -> None:
    """Give up an invoice nobody will pay."""
    with world.changing(invoice, "invoice.voided"):
        invoice["status"] = "void"
        invoice["next_payment_attempt"] = None
        invoice["status_transitions"]["voided_at"] = world.now


def stop_collecting(world: World, subscription: Json) -> None:
    """Leave what an ended subscription owes as it is: nobody is charged any more."""
    for invoice in of_subscription(world, subscription["id"]):
        if invoice["status"] in {"draft", "open"}:
            with world.changing(invoice, "invoice.updated"):
                invoice["auto_advance"] = False
                invoice["next_payment_attempt"] = None


def of_subscription(world: World, subscription: str) -> list[Json]:
    """List a subscription's invoices, oldest first."""
    return [
        invoice
        for invoice in world.all("invoice")
        if invoice["parent"]["subscription_details"]["subscription"] == subscription
    ]


def _next_number(customer: Json) -> str:
    if customer["invoice_prefix"] is None:
        customer["invoice_prefix"] = random_text(8).upper()
    sequence = customer["next_invoice_sequence"] or 1
    customer["next_invoice_sequence"] = sequence + 1
    return f"{customer['invoice_prefix']}-{sequence:04}"
