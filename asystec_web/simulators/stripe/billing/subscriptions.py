"""The beginning of a subscription."""

from dataclasses import dataclass, field

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.coupons import Discount, grant
from asystec_web.simulators.stripe.billing.debts import (
    UPDATED,
    payment_method_of,
    take_payment,
)
from asystec_web.simulators.stripe.billing.invoices import bill, finalize
from asystec_web.simulators.stripe.billing.items import (
    begin_period,
    item_list,
    new_item,
)
from asystec_web.simulators.stripe.world.world import World

NO_TAX: Json = {"disabled_reason": None, "enabled": False, "liability": None}
CREATED = "customer.subscription.created"


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
    discounts: list[Discount] = field(default_factory=list[Discount])


def agreed(world: World, agreement: Agreement) -> Json:
    """Build the subscription that is agreed on, before there is one."""
    now, trial_end = world.now, agreement.trial_end
    subscription = world.make(
        "subscription",
        "sub",
        automatic_tax=dict(NO_TAX),
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
        test_clock=world.find("customer", agreement.customer)["test_clock"],
        trial_settings={"end_behavior": {"missing_payment_method": "create_invoice"}},
        trial_start=now if trial_end else None,
        trial_end=trial_end,
    )
    subscription.update(agreement.fields)
    items = [new_item(world, subscription, *each) for each in agreement.prices]
    subscription["items"] = item_list(subscription["id"], items)
    begin_period(subscription, now, trial_end)
    return subscription


def start(world: World, agreement: Agreement) -> Json:
    """Create a subscription, bill its first period and collect it."""
    subscription = world.keep(agreed(world, agreement))
    grant(world, subscription, agreement.discounts)
    world.emit(CREATED, subscription)
    with world.changing(subscription, UPDATED):
        invoice = bill(world, subscription, "subscription_create")
        finalize(world, subscription, invoice)
        method = payment_method_of(world, subscription)
        take_payment(world, subscription, invoice, method)
    return subscription
