"""What the portal shows of a customer's subscriptions."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import escape
from http import HTTPStatus

from starlette.responses import HTMLResponse

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.items import period_end
from asystec_web.simulators.stripe.billing.money import rhythm, written
from asystec_web.simulators.stripe.billing.subscriptions import ENDED
from asystec_web.simulators.stripe.pages.card_form import CARD, form_fields, problem
from asystec_web.simulators.stripe.pages.layout import facts, page, way
from asystec_web.simulators.stripe.world.world import World

_STATUSES = {
    "active": "Activa",
    "trialing": "En período de prueba",
    "past_due": "Con un pago pendiente",
    "paused": "En pausa",
    "canceled": "Cancelada",
}
# Costa Rica keeps the same time all year.
_COSTA_RICA = timedelta(hours=-6)
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
    shown = running or own[:1]
    body = "".join(
        _section(world, subscription, typed, wrong) for subscription in shown
    )
    if not shown:
        body = "<p>No tiene suscripciones.</p>"
    back = way(session["return_url"], "Volver al comercio")
    return page("Su suscripción", f"{problem(wrong)}{body}{back}", status)


def _section(
    world: World,
    subscription: Json,
    typed: Mapping[str, str],
    wrong: Mapping[str, str],
) -> str:
    told = {
        "Estado": _STATUSES.get(subscription["status"], "Incompleta"),
        "Precio": _price(subscription),
        _next_step(subscription): _date(period_end(subscription)),
        "Tarjeta": _card(world, subscription),
    }
    name = escape(_name(world, subscription))
    head = f"<section><h2>{name}</h2>{facts(told)}"
    if subscription["status"] in ENDED:
        return f"{head}</section>"
    ending = subscription["cancel_at"] is not None
    button = (
        _button(subscription, "resume", "Reanudar suscripción")
        if ending
        else _button(subscription, "cancel", "Cancelar suscripción")
    )
    # The fields' names are unique only once: the form belongs to the one in trouble.
    mine = typed.get("subscription") in {None, subscription["id"]}
    fields = form_fields(CARD, typed if mine else {}, wrong if mine else {})
    return (
        f"{head}{button}<h2>Cambiar tarjeta</h2>"
        f'<form method="post" novalidate>{_hidden(subscription, "card")}{fields}'
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


def _next_step(subscription: Json) -> str:
    if subscription["status"] in ENDED or subscription["cancel_at"] is not None:
        return "Termina"
    return "Se renueva"


def _date(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, UTC) + _COSTA_RICA:%d/%m/%Y}"


def _card(world: World, subscription: Json) -> str:
    method = subscription["default_payment_method"]
    if method is None:
        return "Ninguna"
    card = world.find("payment_method", method)["card"]
    return f"{card['brand'].capitalize()} terminada en {card['last4']}"


def _button(subscription: Json, act: str, text: str) -> str:
    return (
        f'<form method="post">{_hidden(subscription, act)}'
        f'<button class="second">{text}</button></form>'
    )


def _hidden(subscription: Json, act: str) -> str:
    return (
        f'<input type="hidden" name="act" value="{act}">'
        f'<input type="hidden" name="subscription" value="{subscription["id"]}">'
    )
