"""What a Checkout session may be opened with."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_unsupported
from asystec_web.simulators.stripe.resources.addresses import check_address
from asystec_web.simulators.stripe.resources.line_items import line_of
from asystec_web.simulators.stripe.world.world import World

HOUR_S = 3600
# https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-expires_at
SHORTEST_S = HOUR_S // 2
LONGEST_S = 24 * HOUR_S
SHORTEST_TRIAL_S = 48 * HOUR_S
# What a session hands on to the subscription it ends in.
AGREED = ("description", "metadata", "trial_settings")


def check_mode(params: Json) -> None:
    """Refuse what is no hosted page for a subscription."""
    if "mode" not in params:
        message = "Missing required param: mode."
        refuse(message, code="parameter_missing", param="mode")
    if params["mode"] != "subscription":
        refuse_unsupported(f"mode={params['mode']}")
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        refuse_unsupported(f"ui_mode={params['ui_mode']}")
    if "success_url" not in params:
        message = "Missing required param: success_url."
        refuse(message, code="parameter_missing", param="success_url")
    for name in ("success_url", "cancel_url"):
        if name in params:
            check_address(params[name], name)


def customer_of(world: World, params: Json) -> Json | None:
    """Find the customer who pays, if it is known already."""
    if "customer" not in params:
        return None
    if "customer_email" in params:
        message = (
            "You may only specify one of these parameters: customer, customer_email."
        )
        refuse(message, param="customer_email")
    return world.find("customer", params["customer"], "customer")


def lines_of(world: World, params: Json) -> list[Json]:
    """Build what is charged: one currency, and something that recurs."""
    if not params.get("line_items"):
        message = "Missing required param: line_items."
        refuse(message, code="parameter_missing", param="line_items")
    lines = [
        line_of(world, asked, f"line_items[{place}]")
        for place, asked in enumerate(params["line_items"])
    ]
    if len({line["currency"] for line in lines}) > 1:
        message = "All line items must have the same currency."
        refuse(message, param="line_items")
    if all(line["price"]["recurring"] is None for line in lines):
        message = (
            "You must provide at least one recurring price in `subscription` mode."
        )
        refuse(message, param="line_items")
    return lines


def check_plan(world: World, plan: Json) -> None:
    """Refuse a trial that is too short, and terms that would have no effect."""
    for name in plan:
        if name not in {*AGREED, "trial_period_days", "trial_end"}:
            refuse_unsupported(f"subscription_data[{name}]")
    if plan.get("trial_period_days", 1) < 1:
        message = "The minimum number of trial period days is 1."
        refuse(message, param="subscription_data[trial_period_days]")
    if "trial_end" in plan and trial_end_of(world, plan) < world.now + SHORTEST_TRIAL_S:
        message = "The trial end must be at least 2 days in the future."
        refuse(message, param="subscription_data[trial_end]")


def trial_end_of(world: World, plan: Json) -> int:
    """Tell when a trial ends whose end was given as a moment."""
    return world.told(plan["trial_end"], SHORTEST_TRIAL_S)


def expiry_of(world: World, params: Json) -> int:
    """Tell when a session expires: in a day, unless asked sooner."""
    # A minute of grace, for clocks that differ and requests that travel.
    asked: int = params.get("expires_at", world.now + LONGEST_S)
    expires_at = world.told(asked, SHORTEST_S - 60)
    if not SHORTEST_S - 60 <= expires_at - world.now <= LONGEST_S + 60:
        message = (
            "The `expires_at` timestamp must be between 30 minutes and 24 hours from "
            "Checkout Session creation."
        )
        refuse(message, param="expires_at")
    return expires_at
