"""The page where a session is paid."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.cards import Card, read_card
from asystec_web.simulators.stripe.billing.clock import settle
from asystec_web.simulators.stripe.billing.session_totals import apply_code
from asystec_web.simulators.stripe.billing.sessions import complete, needs_card
from asystec_web.simulators.stripe.pages.card_form import EMAIL
from asystec_web.simulators.stripe.pages.closed import closed_page, unknown_page
from asystec_web.simulators.stripe.pages.offer import offer_page
from asystec_web.simulators.stripe.world.world import World
from asystec_web.simulators.stripe.world.worlds import Worlds


def pay_routes(worlds: Worlds) -> list[Route]:
    """Build the page's routes."""

    async def show(request: Request) -> Response:
        try:
            world, session = worlds.with_page(
                "checkout.session", request.path_params["id"]
            )
        except LookupError:
            return unknown_page()
        settle(world)
        if request.method == "POST" and session["status"] != "expired":
            async with request.form() as form:
                typed = {name: str(value) for name, value in form.items()}
            if typed.get("act") == "code" and session["status"] == "open":
                return _apply(world, session, typed)
            return _pay(world, session, typed)
        if session["status"] != "open":
            return closed_page(session)
        return offer_page(world, session)

    return [Route("/c/pay/{id}", show, methods=["GET", "POST"])]


def _pay(world: World, session: Json, typed: dict[str, str]) -> Response:
    """Pay once: whoever sends the form again is only shown the way back."""
    if session["status"] == "complete":
        return _back(session)
    card, wrong = _read(world, session, typed)
    if wrong:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return offer_page(world, session, typed, wrong, status)
    if card is not None and card.refusal:
        wrong = {"number": card.refusal}
        return offer_page(world, session, typed, wrong, HTTPStatus.PAYMENT_REQUIRED)
    complete(world, session, card, typed.get("email", ""))
    return _back(session)


def _apply(world: World, session: Json, typed: dict[str, str]) -> Response:
    """Take a promotion code off, if this session lets codes be typed."""
    if not session["allow_promotion_codes"]:
        return offer_page(world, session)
    wrong = apply_code(world, session, typed.get("code", ""))
    if wrong:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return offer_page(world, session, typed, {"code": wrong}, status)
    return RedirectResponse(f"/c/pay/{session['id']}", HTTPStatus.SEE_OTHER)


def _read(
    world: World, session: Json, typed: dict[str, str]
) -> tuple[Card | None, dict[str, str]]:
    wrong: dict[str, str] = {}
    if session["customer"] is None and "@" not in typed.get(EMAIL[0], ""):
        wrong[EMAIL[0]] = "Escriba su correo electrónico."
    if not needs_card(session):
        return None, wrong
    card, complaints = read_card(typed, world.now)
    return card, wrong | complaints


def _back(session: Json) -> Response:
    address = session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)
