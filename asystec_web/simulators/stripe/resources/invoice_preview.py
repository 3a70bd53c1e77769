"""What an invoice would say: of a change, of the next period, of a new subscription."""

from copy import deepcopy
from http import HTTPStatus

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.drafts import draft
from asystec_web.simulators.stripe.billing.endings import ENDED
from asystec_web.simulators.stripe.billing.invoices import waiting_lines
from asystec_web.simulators.stripe.billing.items import begin_period, period_end
from asystec_web.simulators.stripe.billing.lines import Owed, period_lines
from asystec_web.simulators.stripe.billing.subscriptions import Agreement, agreed
from asystec_web.simulators.stripe.billing.switching import switch
from asystec_web.simulators.stripe.protocol.operation import Asked
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_unsupported
from asystec_web.simulators.stripe.resources.line_items import price_of
from asystec_web.simulators.stripe.resources.subscription_items import wanted_items
from asystec_web.simulators.stripe.resources.subscription_update import terms_of
from asystec_web.simulators.stripe.world.world import World, random_text

_DETAILS = {
    *("billing_cycle_anchor", "cancel_at_period_end", "items"),
    *("proration_behavior", "proration_date"),
}
_ITEMS = "subscription_details[items]"


def preview(world: World, asked: Asked) -> Json:
    """Write the next invoice of a subscription as it is, or as it would be changed."""
    params = asked.only("customer", "subscription", "subscription_details")
    details: Json = params.get("subscription_details", {})
    for name in details:
        if name not in _DETAILS:
            refuse_unsupported(f"subscription_details[{name}]")
    if "subscription" not in params:
        return _of_new(world, params.get("customer", ""), details)
    subscription = deepcopy(
        world.find("subscription", params["subscription"], "subscription")
    )
    if subscription["status"] in ENDED:
        _refuse_none()
    owed = waiting_lines(world, subscription)
    if "items" in details or "billing_cycle_anchor" in details:
        items = wanted_items(world, subscription, details.get("items", []), _ITEMS)
        terms = terms_of(world, details)
        cost = switch(world, subscription, items, terms)
        if cost.now:
            shown = _shown(world, subscription, [*owed, *cost.now])
            told = shown["parent"]["subscription_details"]
            told["subscription_proration_date"] = terms.moment
            return shown
        owed += cost.later
    if details.get("cancel_at_period_end", subscription["cancel_at_period_end"]):
        _refuse_none()
    begins = period_end(subscription)
    subscription["status"] = "active"
    begin_period(subscription, begins)
    with world.at(begins):
        owed += period_lines(world, subscription)
        return _shown(world, subscription, owed)


def _of_new(world: World, customer: str, details: Json) -> Json:
    """Write the first invoice of a subscription nobody has yet."""
    found = world.find("customer", customer, "customer")
    prices = [
        (price_of(world, item, f"{_ITEMS}[{place}]"), item.get("quantity", 1))
        for place, item in enumerate(details.get("items", []))
    ]
    if not prices:
        message = "You must pass subscription, or subscription_details[items]."
        refuse(message, code="parameter_missing", param=_ITEMS)
    subscription = agreed(world, Agreement(found["id"], prices))
    invoice = _shown(world, subscription, period_lines(world, subscription))
    # There is no subscription to lead to.
    invoice["parent"] = None
    for line in invoice["lines"]["data"]:
        line["parent"]["subscription_item_details"]["subscription"] = None
    return invoice


def _shown(world: World, subscription: Json, owed: list[Owed]) -> Json:
    invoice = draft(world, subscription, "upcoming", owed)
    invoice["id"] = f"upcoming_in_{random_text(24)}"
    for line in invoice["lines"]["data"]:
        line["invoice"] = invoice["id"]
    return invoice


def _refuse_none() -> None:
    message = "No upcoming invoices for customer"
    refuse(message, status=HTTPStatus.NOT_FOUND, code="invoice_upcoming_none")
