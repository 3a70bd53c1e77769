"""Checkout sessions: the page where a customer pays."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.session_totals import reckon
from asystec_web.simulators.stripe.billing.sessions import customer_details, expire
from asystec_web.simulators.stripe.billing.subscriptions import NO_TAX
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import refuse
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.resources.checkout_terms import (
    AGREED,
    check_mode,
    check_plan,
    customer_of,
    expiry_of,
    lines_of,
    trial_end_of,
)
from asystec_web.simulators.stripe.resources.given_discounts import discounts_of
from asystec_web.simulators.stripe.world.world import World

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


def create(world: World, asked: Asked) -> Json:
    """Open a session in which a subscription is paid."""
    params = asked.only(
        "currency",
        "customer",
        "customer_update",
        "discounts",
        "expires_at",
        "line_items",
        "mode",
        "subscription_data",
        *_ECHOED,
    )
    check_mode(params)
    customer = customer_of(world, params)
    lines = lines_of(world, params)
    plan: Json = params.get("subscription_data", {})
    check_plan(world, plan)
    discounts = discounts_of(world, params)
    session = world.add(
        "checkout.session",
        "cs_test",
        currency=lines[0]["currency"],
        customer=customer and customer["id"],
        discounts=discounts,
        customer_details=customer and customer_details(world, customer),
        expires_at=expiry_of(world, params),
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
    taxed = session["automatic_tax"]["enabled"]
    session["automatic_tax"]["status"] = "complete" if taxed else None
    agreed: Json = {
        "automatic_tax": {**NO_TAX, "enabled": taxed},
        "metadata": {},
        "trial_settings": None,
    }
    write(agreed, {name: plan[name] for name in AGREED if name in plan})
    world.unseen(session["id"]).update(
        lines=lines,
        subscription={name: value for name, value in agreed.items() if value},
        trial_period_days=plan.get("trial_period_days"),
        trial_end=trial_end_of(world, plan) if "trial_end" in plan else None,
    )
    reckon(world, session)
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
        refuse(message)
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
