"""Customers that go, with all they subscribed to."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.endings import ENDED, end
from asystec_web.simulators.stripe.billing.sessions import expire
from asystec_web.simulators.stripe.world.world import World


def remove(world: World, customer: Json) -> Json:
    """Delete a customer for good: subscriptions end, payment pages close."""
    for subscription in _of(world, customer, "subscription"):
        if subscription["status"] not in ENDED:
            end(world, subscription)
    for session in _of(world, customer, "checkout.session"):
        if session["status"] == "open":
            expire(world, session)
    world.emit("customer.deleted", customer)
    return world.delete(customer)


def _of(world: World, customer: Json, kind: str) -> list[Json]:
    return [each for each in world.all(kind) if each["customer"] == customer["id"]]
