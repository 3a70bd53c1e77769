"""The portal: a customer's subscription, its plan, its end, its card, its invoices."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.clock import settle
from asystec_web.simulators.stripe.pages.closed import unknown_page
from asystec_web.simulators.stripe.pages.overview import overview_page
from asystec_web.simulators.stripe.pages.portal_acts import act
from asystec_web.simulators.stripe.world.worlds import Worlds


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
        wrong = act(world, session, typed)
        if wrong:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return overview_page(world, session, typed, wrong, status)
        address = _after(session) or request.url.path
        return RedirectResponse(address, HTTPStatus.SEE_OTHER)

    return [Route("/p/session/{id}", show, methods=["GET", "POST"])]


def _after(session: Json) -> str:
    """Tell where a session leads that was opened for one thing only."""
    after = (session["flow"] or {}).get("after_completion", {})
    return (after.get("redirect") or {}).get("return_url", "")
