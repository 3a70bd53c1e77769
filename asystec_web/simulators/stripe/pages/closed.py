"""Sessions in which nothing can be paid any more."""

from http import HTTPStatus

from starlette.responses import HTMLResponse

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.pages.layout import page, way


def closed_page(session: Json) -> HTMLResponse:
    """Say that a session was paid or has expired, and how to go back."""
    if session["status"] == "complete":
        address = session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])
        body = "<p>No hace falta pagar otra vez.</p>"
        return page("Este pago ya se hizo", body + way(address, "Volver al comercio"))
    body = "<p>No se cobró nada. Vuelva al comercio y empiece el pago de nuevo.</p>"
    back = way(session["cancel_url"], "Volver al comercio")
    return page("Esta página de pago venció", body + back, HTTPStatus.GONE)


def unknown_page() -> HTMLResponse:
    """Say that an address leads to nothing."""
    body = "<p>Vuelva al comercio y pida un enlace nuevo.</p>"
    return page("Esta página no existe", body, HTTPStatus.NOT_FOUND)
