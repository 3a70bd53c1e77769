"""What the portal shows of a customer's subscriptions."""

from collections.abc import Mapping
from html import escape
from http import HTTPStatus

from starlette.responses import HTMLResponse

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.endings import ENDED
from asystec_web.simulators.stripe.billing.items import period_end
from asystec_web.simulators.stripe.billing.money import rhythm, written
from asystec_web.simulators.stripe.pages.card_form import CARD, form_fields, problem
from asystec_web.simulators.stripe.pages.dates import written_date
from asystec_web.simulators.stripe.pages.layout import facts, page, way
from asystec_web.simulators.stripe.world.world import World

_STATUSES = {
    "active": "Activa",
    "trialing": "En período de prueba",
    "past_due": "Con un pago pendiente",
    "paused": "En pausa",
    "canceled": "Cancelada",
}
_NOTHING: Mapping[str, str] = {}


def overview_page(
    world: World,
    session: Json,
    typed: Mapping[str, str] = _NOTHING,
    wrong: Mapping[str, str] = _NOTHING,
    status: int = HTTPStatus.OK,
) -> HTMLResponse:
    """Show the customer's subscriptions, the latest first, and what can be done."""
    own = [
        subscription
        for subscription in reversed(world.all("subscription"))
        if subscription["customer"] == session["customer"]
    ]
    running = [each for each in own if each["status"] not in ENDED]
    sections = "".join(_section(world, each) for each in running or own[:1])
    body = (
        f"{problem(wrong)}{sections or '<p>No tiene suscripciones.</p>'}"
        f"{_card_form(typed, wrong) if running else ''}"
        f"{way(session['return_url'], 'Volver al comercio')}"
    )
    return page("Su suscripción", body, status)


def _section(world: World, subscription: Json) -> str:
    ending = subscription["cancel_at"] is not None
    ended = subscription["status"] in ENDED
    told = {
        "Estado": _STATUSES.get(subscription["status"], "Incompleta"),
        "Precio": _price(subscription),
        "Termina" if ending or ended else "Se renueva": _date(subscription),
        "Tarjeta": _card(world, subscription),
    }
    button = (
        ""
        if ended
        else _button(subscription, "resume", "Reanudar suscripción")
        if ending
        else _button(subscription, "cancel", "Cancelar suscripción")
    )
    name = escape(_name(world, subscription))
    return f"<section><h2>{name}</h2>{facts(told)}{button}</section>"


def _card_form(typed: Mapping[str, str], wrong: Mapping[str, str]) -> str:
    """Build the form of the card that everything is charged to."""
    return (
        '<section><h2>Cambiar tarjeta</h2><form method="post" novalidate>'
        '<input type="hidden" name="act" value="card">'
        f"{form_fields(CARD, typed, wrong)}"
        "<button>Guardar tarjeta</button></form></section>"
    )


def _price(subscription: Json) -> str:
    item = subscription["items"]["data"][0]
    price = item["price"]
    amount = written(price["unit_amount"] * item["quantity"], price["currency"])
    return f"{amount} {rhythm(price['recurring'])}"


def _name(world: World, subscription: Json) -> str:
    product = subscription["items"]["data"][0]["price"]["product"]
    return str(world.find("product", product)["name"])


def _date(subscription: Json) -> str:
    moment = subscription["ended_at"] or subscription["cancel_at"]
    return written_date(moment or period_end(subscription))


def _card(world: World, subscription: Json) -> str:
    method = subscription["default_payment_method"]
    if method is None:
        return "Ninguna"
    card = world.find("payment_method", method)["card"]
    return f"{card['brand'].capitalize()} terminada en {card['last4']}"


def _button(subscription: Json, act: str, text: str) -> str:
    return (
        '<form method="post">'
        f'<input type="hidden" name="act" value="{act}">'
        f'<input type="hidden" name="subscription" value="{subscription["id"]}">'
        f'<button class="second">{text}</button></form>'
    )
