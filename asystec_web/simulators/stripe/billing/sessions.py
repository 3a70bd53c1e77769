"""What becomes of a Checkout session."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.cards import Card, attach
from asystec_web.simulators.stripe.billing.customers import new_customer
from asystec_web.simulators.stripe.billing.periods import DAY_S
from asystec_web.simulators.stripe.billing.subscriptions import Agreement, start
from asystec_web.simulators.stripe.world.world import World


def needs_card(session: Json) -> bool:
    """Tell whether a card must be given: always, unless nothing is due today."""
    optional = session["payment_method_collection"] == "if_required"
    return session["amount_total"] > 0 or not optional


def complete(world: World, session: Json, card: Card | None, email: str) -> None:
    """Turn an open session into a subscription that is paid for."""
    if session["customer"] is None:
        session["customer"] = new_customer(world, email=email)["id"]
    customer = world.find("customer", session["customer"])
    method = attach(world, customer["id"], card)["id"] if card else None
    hidden = world.unseen(session["id"])
    days = hidden["trial_period_days"]
    trial_end = hidden["trial_end"] or (world.now + days * DAY_S if days else None)
    agreement = Agreement(
        customer=customer["id"],
        prices=[(line["price"], line["quantity"]) for line in hidden["lines"]],
        payment_method=method,
        trial_end=trial_end,
        fields=hidden["subscription"],
        discounts=session["discounts"] or [],
    )
    subscription = start(world, agreement)
    session["status"] = "complete"
    session["payment_status"] = (
        "paid" if session["amount_total"] else "no_payment_required"
    )
    session["subscription"] = subscription["id"]
    session["invoice"] = subscription["latest_invoice"]
    session["url"] = None
    session["customer_details"] = customer_details(world, customer)
    world.emit("checkout.session.completed", session)


def expire(world: World, session: Json) -> None:
    """Close an open session for good."""
    session["status"] = "expired"
    session["url"] = None
    world.emit("checkout.session.expired", session)


def customer_details(world: World, customer: Json) -> Json:
    """Say who pays, as a session tells it."""
    return {
        "address": customer["address"],
        "business_name": customer["business_name"],
        "email": customer["email"],
        "individual_name": customer["individual_name"],
        "name": customer["name"],
        "phone": customer["phone"],
        "tax_exempt": customer["tax_exempt"] or "none",
        "tax_ids": [
            {"type": each["type"], "value": each["value"]}
            for each in world.all("tax_id")
            if each["customer"] == customer["id"]
        ],
    }
