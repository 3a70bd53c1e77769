"""Checkout sessions: the page where a customer pays."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.sessions import customer_details, expire
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import Refusal, unsupported
from asystec_web.simulators.stripe.resources.addresses import check_address
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.resources.line_items import line_of
from asystec_web.simulators.stripe.world.world import World

HOUR_S = 3600
# https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-expires_at
SHORTEST_S = HOUR_S // 2
LONGEST_S = 24 * HOUR_S
# Told back as they came; none of them changes what the page does.
_ECHOED = (
    "adaptive_pricing",
    "allow_promotion_codes",
    "automatic_tax",
    "billing_address_collection",
    "cancel_url",
    "client_reference_id",
    "custom_text",
    "customer_email",
    "locale",
    "metadata",
    "payment_method_collection",
    "phone_number_collection",
    "submit_type",
    "success_url",
    "tax_id_collection",
    "ui_mode",
)
_AGREED = ("description", "metadata", "trial_settings")


def create(world: World, asked: Asked) -> Json:
    """Open a session in which a subscription is paid."""
    params = asked.only(
        "currency",
        "customer",
        "customer_update",
        "expires_at",
        "line_items",
        "mode",
        "subscription_data",
        *_ECHOED,
    )
    _check_mode(params)
    customer = _customer(world, params)
    lines = _lines(world, params)
    plan: Json = params.get("subscription_data", {})
    _check_plan(world, plan)
    total = sum(line["amount_total"] for line in lines)
    due_today = 0 if "trial_period_days" in plan or "trial_end" in plan else total
    session = world.add(
        "checkout.session",
        "cs_test",
        amount_subtotal=due_today,
        amount_total=due_today,
        currency=lines[0]["currency"],
        customer=customer and customer["id"],
        customer_details=customer and customer_details(customer),
        expires_at=_expiry(world, params),
        metadata={},
        mode="subscription",
        payment_method_collection="always",
        payment_method_types=["card"],
        payment_status="unpaid",
        status="open",
        total_details={"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        ui_mode="hosted_page",
    )
    session["url"] = f"{world.public_url}/c/pay/{session['id']}"
    for name in ("tax_id_collection", "phone_number_collection", "adaptive_pricing"):
        session[name] = {"enabled": False}
    session["tax_id_collection"]["required"] = "never"
    write(session, {name: params[name] for name in _ECHOED if name in params})
    agreed: Json = {"metadata": {}, "trial_settings": None}
    write(agreed, {name: plan[name] for name in _AGREED if name in plan})
    world.unseen(session["id"]).update(
        lines=lines,
        subscription={name: value for name, value in agreed.items() if value},
        trial_period_days=plan.get("trial_period_days"),
        trial_end=plan.get("trial_end"),
    )
    return session


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a session."""
    return world.find("checkout.session", asked.id)


def update(world: World, asked: Asked) -> Json:
    """Change a session's metadata."""
    session = world.find("checkout.session", asked.id)
    write(session, asked.only("metadata"))
    return session


def list_(world: World, asked: Asked) -> Json:
    """List sessions, by customer, subscription and status."""
    sessions = world.all("checkout.session")
    names = ("customer", "status", "subscription")
    return listed(asked, matching(sessions, asked.params, *names))


def close(world: World, asked: Asked) -> Json:
    """Expire an open session, so nobody can pay in it any more."""
    session = world.find("checkout.session", asked.id)
    if session["status"] != "open":
        message = (
            'Only Checkout Sessions with a status in ["open"] can be expired. This '
            f"Checkout Session has a status of `{session['status']}`."
        )
        raise Refusal(message)
    expire(world, session)
    return session


def list_lines(world: World, asked: Asked) -> Json:
    """List what a session charges."""
    session = world.find("checkout.session", asked.id)
    return listed(asked, reversed(world.unseen(session["id"])["lines"]))


def line_items(world: World, session: Json) -> Json:
    """Tell what a session charges, where it is expanded."""
    address = f"/v1/checkout/sessions/{session['id']}/line_items"
    return list_lines(world, Asked(address, session["id"]))


def _check_mode(params: Json) -> None:
    if "mode" not in params:
        message = "Missing required param: mode."
        raise Refusal(message, code="parameter_missing", param="mode")
    if params["mode"] != "subscription":
        raise unsupported(f"mode={params['mode']}")
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        raise unsupported(f"ui_mode={params['ui_mode']}")
    if "success_url" not in params:
        message = "Missing required param: success_url."
        raise Refusal(message, code="parameter_missing", param="success_url")
    for name in ("success_url", "cancel_url"):
        if name in params:
            check_address(params[name], name)


def _customer(world: World, params: Json) -> Json | None:
    if "customer" not in params:
        return None
    if "customer_email" in params:
        message = "You may only specify one of these parameters: customer, customer_email."
        raise Refusal(message, param="customer_email")
    return world.find("customer", params["customer"], "customer")


def _lines(world: World, params: Json) -> list[Json]:
    if not params.get("line_items"):
        message = "Missing required param: line_items."
        raise Refusal(message, code="parameter_missing", param="line_items")
    lines = [
        line_of(world, asked, f"line_items[{place}]")
        for place, asked in enumerate(params["line_items"])
    ]
    if len({line["currency"] for line in lines}) > 1:
        message = "All line items must have the same currency."
        raise Refusal(message, param="line_items")
    if all(line["price"]["recurring"] is None for line in lines):
        message = (
            "You must provide at least one recurring price in `subscription` mode."
        )
        raise Refusal(message, param="line_items")
    return lines


def _check_plan(world: World, plan: Json) -> None:
    for name in plan:
        if name not in {*_AGREED, "trial_period_days", "trial_end"}:
            raise unsupported(f"subscription_data[{name}]")
    if plan.get("trial_period_days", 1) < 1:
        message = "The minimum number of trial period days is 1."
        raise Refusal(message, param="subscription_data[trial_period_days]")
    if plan.get("trial_end", world.now + LONGEST_S * 2) < world.now + LONGEST_S * 2:
        message = "The trial end must be at least 2 days in the future."
        raise Refusal(message, param="subscription_data[trial_end]")


def _expiry(world: World, params: Json) -> int:
    expires_at: int = params.get("expires_at", world.now + LONGEST_S)
    # A minute of grace, for clocks that differ and requests that travel.
    if not SHORTEST_S - 60 <= expires_at - world.now <= LONGEST_S + 60:
        message = (
            "The `expires_at` timestamp must be between 30 minutes and 24 hours from "
            "Checkout Session creation."
        )
        raise Refusal(message, param="expires_at")
    return expires_at


_ALL = "/v1/checkout/sessions"
_ONE = "/v1/checkout/sessions/{id}"
OPERATIONS = [
    Operation("POST", _ALL, "checkout.SessionCreateParams", create),
    Operation("GET", _ALL, "checkout.SessionListParams", list_),
    Operation("GET", _ONE, "checkout.SessionRetrieveParams", retrieve),
    Operation("POST", _ONE, "checkout.SessionUpdateParams", update),
    Operation("POST", f"{_ONE}/expire", "checkout.SessionExpireParams", close),
    Operation(
        "GET", f"{_ONE}/line_items", "checkout.SessionLineItemListParams", list_lines
    ),
]
