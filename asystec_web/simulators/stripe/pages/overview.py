"""What the portal shows of a customer's subscriptions."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import HTMLResponse

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.endings import ENDED
from asystec_web.simulators.stripe.pages.card_form import (
    CARD,
    EMAIL,
    Field,
    form_fields,
    problem,
)
from asystec_web.simulators.stripe.pages.layout import page, way
from asystec_web.simulators.stripe.pages.portal_acts import features_of
from asystec_web.simulators.stripe.pages.portal_history import history
from asystec_web.simulators.stripe.pages.subscription import subscription_section
from asystec_web.simulators.stripe.world.world import World

_NOTHING: Mapping[str, str] = {}


def overview_page(
    world: World,
    session: Json,
    typed: Mapping[str, str] = _NOTHING,
    wrong: Mapping[str, str] = _NOTHING,
    status: int = HTTPStatus.OK,
) -> HTMLResponse:
    """Show the customer's subscriptions, the latest first, and what can be done.

    A session opened for one thing shows nothing else.
    """
    own = [
        subscription
        for subscription in reversed(world.all("subscription"))
        if subscription["customer"] == session["customer"]
    ]
    running = [each for each in own if each["status"] not in ENDED]
    features = features_of(world, session)
    sections = "".join(
        subscription_section(world, each, features) for each in running or own[:1]
    )
    card = _form("card", "Cambiar tarjeta", CARD, "Guardar tarjeta", typed, wrong)
    customer = world.find("customer", session["customer"])
    parts = {
        "plan": sections or "<p>No tiene suscripciones.</p>",
        "card": card if features["payment_method_update"]["enabled"] else "",
        "email": _email(customer, features, typed, wrong),
        "history": history(world, customer) if _has_history(features) else "",
    }
    flow = (session["flow"] or {}).get("type")
    if flow is not None:
        shown = "card" if flow == "payment_method_update" else "plan"
        parts = {shown: parts[shown]}
    back = way(session["return_url"], "Volver al comercio")
    body = f"{problem(wrong)}{''.join(parts.values())}{back}"
    return page("Su suscripción", body, status)


def _has_history(features: Json) -> bool:
    return bool(features["invoice_history"]["enabled"])


def _email(
    customer: Json, features: Json, typed: Mapping[str, str], wrong: Mapping[str, str]
) -> str:
    allowed = features["customer_update"]
    if not allowed["enabled"] or "email" not in allowed["allowed_updates"]:
        return ""
    typed = {"email": customer["email"] or "", **typed}
    title = "Correo para sus facturas"
    return _form("email", title, (EMAIL,), "Guardar correo", typed, wrong)


def _form(  # noqa: PLR0913, PLR0917 # all of it is the form
    act: str,
    title: str,
    fields: tuple[Field, ...],
    button: str,
    typed: Mapping[str, str],
    wrong: Mapping[str, str],
) -> str:
    return (
        f'<section><h2>{title}</h2><form method="post" novalidate>'
        f'<input type="hidden" name="act" value="{act}">'
        f"{form_fields(fields, typed, wrong)}"
        f"<button>{button}</button></form></section>"
    )
