"""The life of a subscription: start, renewal, change, end."""

from dataclasses import dataclass, field

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.invoices import (
    bill,
    collect,
    of_subscription,
    void,
)
from asystec_web.simulators.stripe.billing.items import (
    begin_period,
    item_list,
    new_item,
    period_end,
)
from asystec_web.simulators.stripe.world.world import World

CREATED = "customer.subscription.created"
UPDATED = "customer.subscription.updated"
DELETED = "customer.subscription.deleted"
ENDED = frozenset({"canceled", "incomplete_expired"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is subscribed to, and how it is paid.

    Attributes:
        prices: Each price with its quantity.
        fields: Fields of the subscription as they are, such as metadata.
        trial_end: When a trial ends; no trial when null.
    """

    customer: str
    prices: list[tuple[Json, int]]
    payment_method: str | None = None
    trial_end: int | None = None
    fields: Json = field(default_factory=dict[str, object])


def start(world: World, agreement: Agreement) -> Json:
    """Create a subscription, bill its first period and collect it."""
    now, trial_end = world.now, agreement.trial_end
    subscription = world.add(
        "subscription",
        "sub",
        billing_cycle_anchor=trial_end or now,
        billing_mode={"type": "flexible", "updated_at": None},
        cancellation_details={"comment": None, "feedback": None, "reason": None},
        collection_method="charge_automatically",
        currency=agreement.prices[0][0]["currency"],
        customer=agreement.customer,
        default_payment_method=agreement.payment_method,
        default_tax_rates=[],
        invoice_settings={"issuer": {"type": "self"}},
        metadata={},
        start_date=now,
        status="trialing" if trial_end else "incomplete",
        trial_settings={"end_behavior": {"missing_payment_method": "create_invoice"}},
        trial_start=now if trial_end else None,
        trial_end=trial_end,
    )
    subscription.update(agreement.fields)
    items = [new_item(world, subscription, *each) for each in agreement.prices]
    subscription["items"] = item_list(subscription["id"], items)
    begin_period(subscription, now, trial_end)
    world.emit(CREATED, subscription)
    with world.changing(subscription, UPDATED):
        invoice = bill(world, subscription, "subscription_create")
        _take_payment(world, subscription, invoice)
    return subscription


def renew(world: World, subscription: Json) -> None:
    """End the current period: another begins, or the subscription ends."""
    method = _payment_method(world, subscription)
    cancel_at = subscription["cancel_at"]
    if cancel_at is not None and cancel_at <= period_end(subscription):
        end(world, subscription)
    elif subscription["status"] == "past_due":
        end(world, subscription, "payment_failed")
    elif subscription["status"] == "trialing" and method is None:
        _end_trial_without_card(world, subscription)
    else:
        renewed(world, subscription, period_end(subscription))


def renewed(
    world: World,
    subscription: Json,
    start_: int,
    reason: str = "subscription_cycle",
) -> None:
    """Begin a period at a moment, bill it and collect it."""
    with world.changing(subscription, UPDATED):
        begin_period(subscription, start_)
        subscription["status"] = "active"
        invoice = bill(world, subscription, reason)
    with world.changing(subscription, UPDATED):
        _take_payment(world, subscription, invoice)


def end(world: World, subscription: Json, reason: str | None = None) -> None:
    """Cancel a subscription at once; what it owes is given up."""
    if reason is not None:
        subscription["cancellation_details"]["reason"] = reason
    subscription["status"] = "canceled"
    subscription["ended_at"] = world.now
    subscription["canceled_at"] = subscription["canceled_at"] or world.now
    world.emit(DELETED, subscription)
    for invoice in of_subscription(world, subscription["id"]):
        if invoice["status"] == "open":
            void(world, invoice)


def cancel_at_period_end(world: World, subscription: Json, *, wanted: bool) -> None:
    """Let a subscription end with its period, or let it go on after all."""
    subscription["cancel_at_period_end"] = wanted
    subscription["cancel_at"] = period_end(subscription) if wanted else None
    subscription["canceled_at"] = world.now if wanted else None
    subscription["cancellation_details"]["reason"] = (
        "cancellation_requested" if wanted else None
    )


def pay_debts(world: World, subscription: Json) -> None:
    """Collect what is open, after the card was changed."""
    with world.changing(subscription, UPDATED):
        for invoice in of_subscription(world, subscription["id"]):
            if invoice["status"] == "open":
                _take_payment(world, subscription, invoice)


def _take_payment(world: World, subscription: Json, invoice: Json) -> None:
    """Collect an invoice and let the subscription's status follow."""
    trialing = subscription["status"] == "trialing"
    if subscription["collection_method"] == "send_invoice" and not trialing:
        subscription["status"] = "active"
        return
    paid = collect(world, invoice, _payment_method(world, subscription))
    if not trialing:
        subscription["status"] = "active" if paid else "past_due"


def _payment_method(world: World, subscription: Json) -> str | None:
    """Find what a subscription is charged to, its own or its customer's."""
    customer = world.find("customer", subscription["customer"])
    own: str | None = subscription["default_payment_method"]
    return own or customer["invoice_settings"]["default_payment_method"]


def _end_trial_without_card(world: World, subscription: Json) -> None:
    settings = subscription["trial_settings"]["end_behavior"]
    match settings["missing_payment_method"]:
        case "cancel":
            end(world, subscription)
        case "pause":
            with world.changing(subscription, "customer.subscription.paused"):
                subscription["status"] = "paused"
        case _:
            renewed(world, subscription, period_end(subscription))
