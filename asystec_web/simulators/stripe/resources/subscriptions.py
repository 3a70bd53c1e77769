"""Subscriptions through the API; most of them begin in a Checkout session."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing import renewals
from asystec_web.simulators.stripe.billing.endings import ENDED, end
from asystec_web.simulators.stripe.billing.periods import DAY_S
from asystec_web.simulators.stripe.billing.subscriptions import Agreement, start
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import (
    refuse,
    refuse_missing,
    refuse_unsupported,
)
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.resources.given_discounts import read_discounts
from asystec_web.simulators.stripe.resources.line_items import price_of
from asystec_web.simulators.stripe.resources.subscription_update import update
from asystec_web.simulators.stripe.world.world import World

_AS_GIVEN = (
    "collection_method",
    "days_until_due",
    "description",
    "metadata",
    "trial_settings",
)


def create(world: World, asked: Asked) -> Json:
    """Create a subscription without Checkout, as an operator would."""
    params = asked.only(
        "currency",
        "customer",
        "default_payment_method",
        "discounts",
        "items",
        "trial_end",
        "trial_period_days",
        *_AS_GIVEN,
    )
    customer = world.find("customer", params.get("customer", ""), "customer")
    method = params.get("default_payment_method")
    if method:
        world.find("payment_method", method, "default_payment_method")
    trial_end = _trial_end(world, params)
    prices = [
        (price_of(world, item, f"items[{place}]"), item.get("quantity", 1))
        for place, item in enumerate(params.get("items", []))
    ]
    if not prices:
        message = "Missing required param: items."
        refuse(message, code="parameter_missing", param="items")
    on_file = method or customer["invoice_settings"]["default_payment_method"]
    sent = params.get("collection_method") == "send_invoice"
    if sent and "days_until_due" not in params:
        message = "You must pass `days_until_due` with `send_invoice`."
        refuse(message, param="days_until_due")
    if not (on_file or sent or trial_end):
        message = (
            "This customer has no attached payment source or default payment method."
        )
        refuse(message, code="resource_missing")
    fields: Json = {"metadata": {}}
    write(fields, {name: params[name] for name in _AS_GIVEN if name in params})
    discounts = read_discounts(world, params.get("discounts", []), customer["id"])
    return start(
        world,
        Agreement(customer["id"], prices, method, trial_end, fields, discounts),
    )


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a subscription."""
    return world.find("subscription", asked.id)


def cancel(world: World, asked: Asked) -> Json:
    """Cancel a subscription at once."""
    subscription = world.find("subscription", asked.id)
    params = asked.only("cancellation_details", "invoice_now", "prorate")
    if subscription["status"] in ENDED:
        kind = "subscription"
        refuse_missing(kind, asked.id)
    write(subscription["cancellation_details"], params.get("cancellation_details", {}))
    end(world, subscription, "cancellation_requested")
    return subscription


def resume(world: World, asked: Asked) -> Json:
    """Resume a subscription that paused after a trial without a card."""
    subscription = world.find("subscription", asked.id)
    params = asked.only(
        "billing_cycle_anchor", "payment_behavior", "proration_behavior"
    )
    anchor = params.get("billing_cycle_anchor", {"type": "now"})["type"]
    if subscription["status"] != "paused":
        refuse("You can only resume a paused subscription.")
    if params.get("payment_behavior", _ON_ATTEMPT) != _ON_ATTEMPT:
        refuse_unsupported(f"payment_behavior={params['payment_behavior']}")
    renewals.resume(world, subscription, anew=anchor == "now")
    return subscription


def list_(world: World, asked: Asked) -> Json:
    """List subscriptions; ended ones only when a status asks for them."""
    params = dict(asked.only("created", "limit", "price", "status", *_PAGED, *_EQUAL))
    status = params.get("status")
    if "customer" not in params:
        # Those that live by a clock are listed for it or for their customer only.
        params.setdefault("test_clock", None)
    elif world.named(params["customer"]) is None:
        refuse_missing("customer", params["customer"], "customer")
    found = [
        subscription
        for subscription in world.all("subscription")
        if _has_status(subscription, status)
        and ("price" not in params or _charges(subscription, params["price"]))
    ]
    return listed(asked, matching(found, params, *_EQUAL))


def _has_status(subscription: Json, wanted: str | None) -> bool:
    match wanted:
        case None:
            return subscription["status"] not in ENDED
        case "all":
            return True
        case "ended":
            return subscription["status"] in ENDED
        case _:
            return subscription["status"] == wanted


def _charges(subscription: Json, price: str) -> bool:
    return any(item["price"]["id"] == price for item in subscription["items"]["data"])


def _trial_end(world: World, params: Json) -> int | None:
    days: int | None = params.get("trial_period_days")
    when = params.get("trial_end")
    if days:
        return world.now + days * DAY_S
    return world.told(when) if isinstance(when, int) else None


_PAGED = ("ending_before", "starting_after")
_EQUAL = ("customer", "collection_method", "test_clock")
_ON_ATTEMPT = "resume_on_payment_attempt"
_ALL = "/v1/subscriptions"
_ONE = "/v1/subscriptions/{id}"
OPERATIONS = [
    Operation("POST", _ALL, "SubscriptionCreateParams", create),
    Operation("GET", _ALL, "SubscriptionListParams", list_),
    Operation("GET", _ONE, "SubscriptionRetrieveParams", retrieve),
    Operation("POST", _ONE, "SubscriptionUpdateParams", update),
    Operation("DELETE", _ONE, "SubscriptionCancelParams", cancel),
    Operation("POST", f"{_ONE}/resume", "SubscriptionResumeParams", resume),
]
