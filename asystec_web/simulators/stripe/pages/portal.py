"""The portal: a customer's subscription, its end and its card."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.cards import attach, read_card
from asystec_web.simulators.stripe.billing.clock import settle
from asystec_web.simulators.stripe.billing.debts import UPDATED, pay_debts
from asystec_web.simulators.stripe.billing.endings import (
    ENDED,
    cancel_at_period_end,
    end,
)
from asystec_web.simulators.stripe.pages.closed import unknown_page
from asystec_web.simulators.stripe.pages.overview import overview_page
from asystec_web.simulators.stripe.world.world import World
from asystec_web.simulators.stripe.world.worlds import Worlds

Wrong = dict[str, str]


def portal_routes(worlds: Worlds) -> list[Route]:
    """Build the portal's routes."""

    async def show(request: Request) -> Response:
        try:
            world, session = worlds.with_page(
                "billing_portal.session", request.path_params["id"]
            )
        except LookupError:
            return unknown_page()
        settle(world)
        if request.method == "GET":
            return overview_page(world, session)
        async with request.form() as form:
            typed = {name: str(value) for name, value in form.items()}
        wrong = _act(world, session, typed)
        if wrong:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return overview_page(world, session, typed, wrong, status)
        return RedirectResponse(request.url.path, HTTPStatus.SEE_OTHER)

    return [Route("/p/session/{id}", show, methods=["GET", "POST"])]


def _act(world: World, session: Json, typed: dict[str, str]) -> Wrong:
    """Do what the customer pressed, with subscriptions that are theirs and run."""
    running = [
        subscription
        for subscription in world.all("subscription")
        if subscription["customer"] == session["customer"]
        and subscription["status"] not in ENDED
    ]
    if typed.get("act") == "card":
        return _change_card(world, session["customer"], running, typed)
    chosen = typed.get("subscription")
    for subscription in running:
        if subscription["id"] == chosen and typed.get("act") == "resume":
            with world.changing(subscription, UPDATED):
                cancel_at_period_end(world, subscription, wanted=False)
        if subscription["id"] == chosen and typed.get("act") == "cancel":
            return _cancel(world, session, subscription)
    return {}


def _cancel(world: World, session: Json, subscription: Json) -> Wrong:
    configuration = world.find("billing_portal.configuration", session["configuration"])
    allowed = configuration["features"]["subscription_cancel"]
    if not allowed["enabled"]:
        return {"": "El comercio no permite cancelar aquí."}
    if allowed["mode"] == "immediately":
        end(world, subscription, "cancellation_requested")
        return {}
    with world.changing(subscription, UPDATED):
        cancel_at_period_end(world, subscription, wanted=True)
    return {}


def _change_card(
    world: World, customer: str, running: list[Json], typed: dict[str, str]
) -> Wrong:
    """Charge everything to another card from now on, and what is owed at once."""
    card, wrong = read_card(typed, world.now)
    if card is None:
        return wrong
    if card.refusal:
        return {"number": card.refusal}
    method = attach(world, customer, card)["id"]
    for subscription in running:
        with world.changing(subscription, UPDATED):
            subscription["default_payment_method"] = method
        pay_debts(world, subscription)
    return {}
