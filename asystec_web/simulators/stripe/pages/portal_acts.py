"""What a customer can do in the portal; each act tells what is wrong, if anything."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.cards import attach, read_card
from asystec_web.simulators.stripe.billing.debts import UPDATED, pay_debts
from asystec_web.simulators.stripe.billing.endings import (
    ENDED,
    cancel_at_period_end,
    end,
)
from asystec_web.simulators.stripe.billing.offers import offers, take
from asystec_web.simulators.stripe.billing.renewals import resume
from asystec_web.simulators.stripe.billing.schedules import release
from asystec_web.simulators.stripe.protocol.refusals import Refusal
from asystec_web.simulators.stripe.world.world import World

Wrong = dict[str, str]


def features_of(world: World, session: Json) -> Json:
    """Tell what the session's configuration lets its customer do."""
    found = world.find("billing_portal.configuration", session["configuration"])
    return found["features"]


def act(world: World, session: Json, typed: dict[str, str]) -> Wrong:
    """Do what the customer pressed, with subscriptions that are theirs and run."""
    running = [
        subscription
        for subscription in world.all("subscription")
        if subscription["customer"] == session["customer"]
        and subscription["status"] not in ENDED
    ]
    features = features_of(world, session)
    wanted = typed.get("act")
    if wanted == "card":
        return _change_card(world, session["customer"], running, features, typed)
    if wanted == "email":
        return _change_email(world, session["customer"], features, typed)
    for subscription in running:
        if subscription["id"] == typed.get("subscription"):
            return _act_on(world, subscription, features, typed)
    return {}


def _act_on(
    world: World, subscription: Json, features: Json, typed: dict[str, str]
) -> Wrong:
    match typed.get("act"):
        case "cancel":
            return _cancel(world, subscription, features["subscription_cancel"])
        case "plan":
            allowed = features["subscription_update"]
            return _change_plan(world, subscription, allowed, typed.get("price", ""))
        case "resume":
            with world.changing(subscription, UPDATED):
                cancel_at_period_end(world, subscription, wanted=False)
        case "keep" if subscription["schedule"]:
            schedule = subscription["schedule"]
            release(world, world.find("subscription_schedule", schedule))
        case "unpause" if subscription["status"] == "paused":
            resume(world, subscription)
        case _:
            pass
    return {}


def _cancel(world: World, subscription: Json, allowed: Json) -> Wrong:
    if not allowed["enabled"]:
        return {"": "El comercio no permite cancelar aquí."}
    if subscription["schedule"]:
        schedule = subscription["schedule"]
        release(world, world.find("subscription_schedule", schedule))
    if allowed["mode"] == "immediately":
        end(world, subscription, "cancellation_requested")
        return {}
    with world.changing(subscription, UPDATED):
        cancel_at_period_end(world, subscription, wanted=True)
    return {}


def _change_plan(world: World, subscription: Json, allowed: Json, chosen: str) -> Wrong:
    for offer in offers(world, subscription, allowed):
        if offer.price["id"] != chosen:
            continue
        try:
            take(world, subscription, offer, allowed)
        except Refusal:
            return {"number": "Su tarjeta fue rechazada: el plan no cambió."}
        return {}
    return {f"price-{subscription['id']}": "Escoja un plan."}


def _change_email(
    world: World, customer: str, features: Json, typed: dict[str, str]
) -> Wrong:
    """Change where receipts go."""
    allowed = features["customer_update"]
    if not allowed["enabled"] or "email" not in allowed["allowed_updates"]:
        return {"": "El comercio no permite cambiar el correo aquí."}
    email = typed.get("email", "").strip()
    if "@" not in email:
        return {"email": "Escriba su correo electrónico."}
    found = world.find("customer", customer)
    with world.changing(found, "customer.updated"):
        found["email"] = email
    return {}


def _change_card(
    world: World,
    customer: str,
    running: list[Json],
    features: Json,
    typed: dict[str, str],
) -> Wrong:
    """Charge everything to another card from now on, and what is owed at once."""
    if not features["payment_method_update"]["enabled"]:
        return {"": "El comercio no permite cambiar la tarjeta aquí."}
    card, wrong = read_card(typed, world.now)
    if card is None:
        return wrong
    if card.refusal:
        return {"number": card.refusal}
    method = attach(world, customer, card)["id"]
    found = world.find("customer", customer)
    with world.changing(found, "customer.updated"):
        found["invoice_settings"]["default_payment_method"] = method
    for subscription in running:
        with world.changing(subscription, UPDATED):
            subscription["default_payment_method"] = method
        pay_debts(world, subscription)
    return {}
