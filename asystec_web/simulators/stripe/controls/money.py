"""Orders about money that goes back: refunds and disputes."""

from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from starlette.routing import Route

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing import disputes
from asystec_web.simulators.stripe.billing.payments import latest_charge
from asystec_web.simulators.stripe.billing.refunds import refund
from asystec_web.simulators.stripe.controls.order import Order, order_route
from asystec_web.simulators.stripe.world.world import World
from asystec_web.simulators.stripe.world.worlds import Worlds


def _names_a_charge(of: str) -> str:
    if not of.startswith(("ch_", "cus_")) and "@" not in of:
        message = "a charge (ch_…), a customer (cus_…) or a customer's e-mail is needed"
        raise ValueError(message)
    return of


# A charge, or whose latest one.
Of = Annotated[str, AfterValidator(_names_a_charge)]


class RefundOrder(Order):
    """Refund a charge, or a customer's latest one; all that is left unless told."""

    of: Of
    amount: Annotated[int, Field(ge=1)] | None = None


class DisputeOrder(Order):
    """Let a cardholder dispute a charge, or a customer's latest one."""

    of: Of
    reason: Literal[
        "duplicate", "fraudulent", "general", "product_not_received", "unrecognized"
    ] = "fraudulent"


class DisputeEndOrder(Order):
    """Let the bank decide a dispute."""

    dispute: str
    won: bool


def money_routes(worlds: Worlds) -> list[Route]:
    """Build the endpoints."""

    def give_back(order: RefundOrder) -> Json:
        world, charge = _charge(worlds, order.of)
        return {"refund": refund(world, charge, order.amount)["id"]}

    def open_(order: DisputeOrder) -> Json:
        world, charge = _charge(worlds, order.of)
        return {"dispute": disputes.dispute(world, charge, order.reason)["id"]}

    def decide(order: DisputeEndOrder) -> Json:
        world, found = worlds.with_page("dispute", order.dispute)
        disputes.close(world, found, won=order.won)
        return {"status": found["status"]}

    return [
        order_route("refund", RefundOrder, give_back),
        order_route("dispute", DisputeOrder, open_),
        order_route("dispute_end", DisputeEndOrder, decide),
    ]


def _charge(worlds: Worlds, of: str) -> tuple[World, Json]:
    if of.startswith("ch_"):
        return worlds.with_page("charge", of)
    find = worlds.customer_of if "@" in of else partial(worlds.with_page, "customer")
    world, customer = find(of)
    return world, latest_charge(world, customer["id"])
