"""Changing a subscription that runs."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.changes import change
from asystec_web.simulators.stripe.billing.debts import UPDATED, pay_debts
from asystec_web.simulators.stripe.billing.endings import ENDED, cancel_at_period_end
from asystec_web.simulators.stripe.billing.items import begin_period
from asystec_web.simulators.stripe.billing.renewals import renewed
from asystec_web.simulators.stripe.billing.switching import Terms
from asystec_web.simulators.stripe.protocol.operation import Asked
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_unsupported
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.resources.subscription_items import wanted_items
from asystec_web.simulators.stripe.world.world import World

_AS_GIVEN = (
    "cancellation_details",
    "default_payment_method",
    "description",
    "metadata",
    "trial_settings",
)
_CHARGED = (
    "billing_cycle_anchor",
    "items",
    "payment_behavior",
    "proration_behavior",
    "proration_date",
)
_ENDS = {"cancel_at", "cancel_at_period_end"}
_AFTER_THE_END = {"cancellation_details", "metadata", "expand"}
_BEHAVIORS = ("allow_incomplete", "error_if_incomplete", "pending_if_incomplete")


def update(world: World, asked: Asked) -> Json:
    """Change a subscription: its end, its items, its card, its metadata."""
    subscription = world.find("subscription", asked.id)
    params = asked.only(
        "cancel_at", "cancel_at_period_end", "trial_end", *_CHARGED, *_AS_GIVEN
    )
    if subscription["status"] in ENDED and not params.keys() <= _AFTER_THE_END:
        message = (
            "A canceled subscription can only update its cancellation_details and "
            "metadata."
        )
        refuse(message)
    if method := params.get("default_payment_method"):
        world.find("payment_method", method, "default_payment_method")
    given = {name: params[name] for name in _AS_GIVEN if name in params}
    with world.changing(subscription, UPDATED):
        write(subscription, given)
        _change_end(world, subscription, params)
    if "items" in params or "billing_cycle_anchor" in params:
        _change_items(world, subscription, params)
    if "trial_end" in params:
        _change_trial(world, subscription, params["trial_end"])
    if method:
        pay_debts(world, subscription)
    return subscription


def terms_of(world: World, params: Json) -> Terms:
    """Read how a change is to be charged."""
    return Terms(
        moment=params.get("proration_date", world.now),
        proration=params.get("proration_behavior", "create_prorations"),
        anew=params.get("billing_cycle_anchor", {}).get("type") == "now",
    )


def _change_items(world: World, subscription: Json, params: Json) -> None:
    behavior = params.get("payment_behavior", _BEHAVIORS[0])
    if behavior not in _BEHAVIORS:
        refuse_unsupported(f"payment_behavior={behavior}")
    items = wanted_items(world, subscription, params.get("items", []))
    change(world, subscription, items, terms_of(world, params), behavior)


def _change_end(world: World, subscription: Json, params: Json) -> None:
    if subscription["schedule"] and not params.keys().isdisjoint(_ENDS):
        message = (
            "The subscription is managed by the subscription schedule "
            f"`{subscription['schedule']}`, and updating any cancelation behavior "
            "directly is not allowed. Please update the schedule instead."
        )
        refuse(message)
    if "cancel_at_period_end" in params:
        wanted: bool = params["cancel_at_period_end"]
        if wanted != subscription["cancel_at_period_end"]:
            cancel_at_period_end(world, subscription, wanted=wanted)
    if "cancel_at" in params:
        when = params["cancel_at"]
        if when and not isinstance(when, int):
            refuse_unsupported(f"cancel_at={when}")
        subscription["cancel_at"] = world.told(when) if when else None
        subscription["canceled_at"] = world.now if when else None
        subscription["cancel_at_period_end"] = False


def _change_trial(world: World, subscription: Json, asked: int | str) -> None:
    if not isinstance(asked, int):
        subscription["trial_end"] = world.now
        subscription["billing_cycle_anchor"] = world.now
        renewed(world, subscription, world.now)
        return
    trial_end = world.told(asked)
    with world.changing(subscription, UPDATED):
        subscription["trial_end"] = subscription["billing_cycle_anchor"] = trial_end
        subscription["status"] = "trialing"
        subscription["trial_start"] = subscription["trial_start"] or world.now
        begin_period(subscription, world.now, trial_end)
