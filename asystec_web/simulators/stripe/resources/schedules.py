"""Subscription schedules: a change at the end of the period."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing import schedules
from asystec_web.simulators.stripe.billing.endings import ENDED, end
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_unsupported
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.resources.schedule_phases import planned
from asystec_web.simulators.stripe.world.world import World

_KIND = "subscription_schedule"


def create(world: World, asked: Asked) -> Json:
    """Put a subscription that runs under a schedule."""
    params = asked.only("from_subscription", "metadata")
    if "from_subscription" not in params:
        refuse_unsupported("a schedule without from_subscription")
    subscription = world.find(
        "subscription", params["from_subscription"], "from_subscription"
    )
    if subscription["schedule"] is not None or subscription["status"] in ENDED:
        message = (
            "You cannot migrate a subscription that is already attached to a schedule, "
            "or that has ended."
        )
        refuse(message, param="from_subscription")
    made = schedules.schedule(world, subscription)
    write(made, {"metadata": params.get("metadata")})
    return made


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a schedule."""
    return world.find(_KIND, asked.id)


def list_(world: World, asked: Asked) -> Json:
    """List schedules, by customer."""
    params = asked.only("customer", "ending_before", "limit", "starting_after")
    return listed(asked, matching(world.all(_KIND), params, "customer"))


def update(world: World, asked: Asked) -> Json:
    """Plan other phases after the current one."""
    made = _running(world, asked)
    params = asked.only("end_behavior", "metadata", "phases", "proration_behavior")
    if params.get("end_behavior", "release") not in {"cancel", "release"}:
        refuse_unsupported(f"end_behavior={params['end_behavior']}")
    given = {name: params[name] for name in params if name in _AS_GIVEN}
    with world.changing(made, "subscription_schedule.updated"):
        write(made, given)
        if "phases" in params:
            made["phases"] = planned(world, made, params["phases"])
            first = made["phases"][0]
            made["current_phase"] = {
                "start_date": first["start_date"],
                "end_date": first["end_date"],
            }
    return made


def release(world: World, asked: Asked) -> Json:
    """Let the subscription go on as it is."""
    made = _running(world, asked)
    asked.only("preserve_cancel_date")
    schedules.release(world, made)
    return made


def cancel(world: World, asked: Asked) -> Json:
    """Cancel a schedule, and its subscription with it."""
    made = _running(world, asked)
    asked.only("invoice_now", "prorate")
    end(world, world.find("subscription", made["subscription"]))
    return made


def _running(world: World, asked: Asked) -> Json:
    made = world.find(_KIND, asked.id)
    if made["status"] != "active":
        message = f"The schedule is {made['status']} and can no longer be changed."
        refuse(message)
    return made


_AS_GIVEN = {"end_behavior", "metadata"}
_ALL = "/v1/subscription_schedules"
_ONE = "/v1/subscription_schedules/{id}"
OPERATIONS = [
    Operation("POST", _ALL, "SubscriptionScheduleCreateParams", create),
    Operation("GET", _ALL, "SubscriptionScheduleListParams", list_),
    Operation("GET", _ONE, "SubscriptionScheduleRetrieveParams", retrieve),
    Operation("POST", _ONE, "SubscriptionScheduleUpdateParams", update),
    Operation("POST", f"{_ONE}/release", "SubscriptionScheduleReleaseParams", release),
    Operation("POST", f"{_ONE}/cancel", "SubscriptionScheduleCancelParams", cancel),
]
