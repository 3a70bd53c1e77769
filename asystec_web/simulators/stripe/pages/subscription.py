"""One subscription in the portal, with what can be done with it."""

from html import escape

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.debts import payment_method_of
from asystec_web.simulators.stripe.billing.endings import ENDED
from asystec_web.simulators.stripe.billing.items import period_end
from asystec_web.simulators.stripe.billing.money import rhythm, written
from asystec_web.simulators.stripe.billing.offers import Offer, offers
from asystec_web.simulators.stripe.pages.dates import written_date
from asystec_web.simulators.stripe.pages.layout import facts
from asystec_web.simulators.stripe.world.world import World

_STATUSES = {
    "active": "Activa",
    "trialing": "En período de prueba",
    "past_due": "Con un pago pendiente",
    "unpaid": "Sin pagar",
    "paused": "En pausa",
    "canceled": "Cancelada",
}


def subscription_section(world: World, subscription: Json, features: Json) -> str:
    """Show a subscription, the plans it may change to and how to leave."""
    ending = subscription["cancel_at"] is not None
    ended = subscription["status"] in ENDED
    item = subscription["items"]["data"][0]
    told = {
        "Estado": _STATUSES.get(subscription["status"], "Incompleta"),
        "Precio": _price(item["price"], item["quantity"]),
        "Termina" if ending or ended else "Se renueva": _date(subscription),
        "Tarjeta": _card(world, subscription),
    }
    if planned := _planned(world, subscription):
        told["Desde el próximo período"] = planned
    acts = "" if ended else "".join(_acts(world, subscription, features))
    name = escape(_name(world, item["price"]))
    return f"<section><h2>{name}</h2>{facts(told)}{acts}</section>"


def _acts(world: World, subscription: Json, features: Json) -> list[str]:
    plans = list(offers(world, subscription, features["subscription_update"]))
    ending = subscription["cancel_at"] is not None
    return [
        _button(subscription, "unpause", "Reanudar y pagar")
        if subscription["status"] == "paused"
        else "",
        _plans(world, subscription, plans) if plans and not ending else "",
        _button(subscription, "keep", "Conservar el plan actual")
        if subscription["schedule"]
        else "",
        _button(subscription, "resume", "Reanudar suscripción")
        if ending
        else _button(subscription, "cancel", "Cancelar suscripción"),
    ]


def _plans(world: World, subscription: Json, plans: list[Offer]) -> str:
    """Build the form to change plans; each choice says what is charged when."""
    choices = "".join(_choice(world, subscription, each) for each in plans)
    return (
        f'<form method="post">{_hidden(subscription, "plan")}'
        f'<fieldset id="price-{subscription["id"]}"><legend>Cambiar de plan</legend>'
        f'{choices}</fieldset><button class="second">Cambiar plan</button></form>'
    )


def _choice(world: World, subscription: Json, offer: Offer) -> str:
    price = offer.price
    now = "hoy no se cobra nada"
    if offer.due:
        now = f"hoy se cobran {written(offer.due, price['currency'])}"
    when = f"desde el {_date(subscription)}" if offer.later else now
    named = f"{_name(world, price)}: {_price(price, 1)}, {when}"
    return (
        f'<label class="choice"><input type="radio" name="price" '
        f'value="{price["id"]}"> {escape(named)}</label>'
    )


def _planned(world: World, subscription: Json) -> str:
    """Tell what a schedule will change, if one will."""
    if not subscription["schedule"]:
        return ""
    schedule = world.find("subscription_schedule", subscription["schedule"])
    ends = schedule["current_phase"]["end_date"]
    for phase in schedule["phases"]:
        if phase["start_date"] >= ends:
            item = phase["items"][0]
            price = world.find("price", item["price"])
            return f"{_name(world, price)}, {_price(price, item['quantity'])}"
    return ""


def _price(price: Json, quantity: int) -> str:
    amount = written(price["unit_amount"] * quantity, price["currency"])
    return f"{amount} {rhythm(price['recurring'])}"


def _name(world: World, price: Json) -> str:
    return str(world.find("product", price["product"])["name"])


def _date(subscription: Json) -> str:
    moment = subscription["ended_at"] or subscription["cancel_at"]
    return written_date(moment or period_end(subscription))


def _card(world: World, subscription: Json) -> str:
    method = payment_method_of(world, subscription)
    if method is None:
        return "Ninguna"
    card = world.find("payment_method", method)["card"]
    return f"{card['brand'].capitalize()} terminada en {card['last4']}"


def _button(subscription: Json, act: str, text: str) -> str:
    hidden = _hidden(subscription, act)
    return f'<form method="post">{hidden}<button class="second">{text}</button></form>'


def _hidden(subscription: Json, act: str) -> str:
    return (
        f'<input type="hidden" name="act" value="{act}">'
        f'<input type="hidden" name="subscription" value="{subscription["id"]}">'
    )
