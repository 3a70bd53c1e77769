"""How a subscription is shown: one sentence and one thing to do, in every state."""

from typing import TypedDict

from asystec_web.catalog.plans import Cycle
from asystec_web.flow.moments import day
from asystec_web.models import Subscription
from asystec_web.services.billing import Stand, Standing
from asystec_web.services.billing.money import format_money
from asystec_web.services.billing.standing import standing_of

STILL_CONFIRMING = (
    "No pague otra vez: puede tardar unos minutos. Su suscripción aparecerá aquí y en "
    "su perfil"
)
_TITLES = {
    Stand.NONE: "Sin plan",
    Stand.CONFIRMING: "Estamos confirmando su pago",
}
_SENTENCES = {
    Stand.NONE: "Todavía no tiene un plan. Para emitir comprobantes hace falta uno",
    Stand.CONFIRMING: STILL_CONFIRMING,
    Stand.PAYMENT_FAILED: (
        "El último cobro falló. Actualice su tarjeta para no perder el plan"
    ),
    Stand.PAUSED: "Está en pausa. Agregue una tarjeta para reanudarla",
    Stand.DUPLICATE: (
        "Hay dos suscripciones a su nombre. No pague nada más y escríbanos: le "
        "devolvemos lo que sobra"
    ),
    Stand.SUSPENDED: (
        "Está suspendida por un reclamo ante su banco. Escríbanos a soporte para "
        "resolverlo"
    ),
}
# What there is to do: the kind of control, and its name.
_ACTS = {
    Stand.NONE: ("plan", "Escoger un plan"),
    Stand.CONFIRMING: ("look", "Revisar de nuevo"),
    Stand.TRIAL: ("change", "Cambiar de plan"),
    Stand.ACTIVE: ("change", "Cambiar de plan"),
    Stand.CANCELS: ("", ""),
    Stand.PAYMENT_FAILED: ("card", "Actualizar tarjeta"),
    Stand.PAUSED: ("card", "Agregar tarjeta"),
    Stand.ENDED: ("plan", "Reactivar"),
    Stand.DUPLICATE: ("contact", "Escribir a soporte"),
    Stand.SUSPENDED: ("contact", "Escribir a soporte"),
}
_CALM = frozenset({Stand.NONE, Stand.TRIAL, Stand.ACTIVE})


class SubscriptionShown(TypedDict):
    """A subscription as pages show it.

    Attributes:
        tone: `calm`, or `trouble` when something should be done.
        act: What there is to do: plan, change, look, card, contact, or nothing.
        label: How that is called.
        manage: Whether Stripe's portal has something to manage; empty if not.
        coming: The change that was agreed on; empty when there is none.
    """

    term: str
    detail: str
    tone: str
    act: str
    label: str
    manage: str
    coming: str


def subscription_shown(standing: Standing) -> SubscriptionShown:
    """Show how somebody stands."""
    coming = _coming(standing)
    # What was agreed on is undone before anything else can be chosen.
    act, label = ("", "") if coming else _ACTS[standing.stand]
    return SubscriptionShown(
        term=_title(standing),
        detail=f"{_detail(standing)}.",
        tone="calm" if standing.stand in _CALM else "trouble",
        act=act,
        label=label,
        manage="1" if standing.manageable else "",
        coming=coming,
    )


def subscription_notice(subscription: Subscription) -> dict[str, str]:
    """Say how it stands in a box of the colour that belongs to it."""
    standing = standing_of(subscription, None)
    return {
        "title": _title(standing),
        "detail": _detail(standing),
        "kind": "ok" if standing.stand in _CALM else "warn",
    }


def subscription_detail(subscription: Subscription) -> str:
    """Say how it stands, in one sentence without its full stop."""
    return _detail(standing_of(subscription, None))


def plan_in_cycle(name: str, cycle: str) -> str:
    """Name a plan and how often it is paid: Pyme, anual."""
    return f"{name}, {'anual' if cycle == Cycle.ANNUAL else 'mensual'}"


def each_time(amount: int, currency: str, cycle: str) -> str:
    """Say what is charged how often: ₡99 900 al año."""
    often = "al año" if cycle == Cycle.ANNUAL else "al mes"
    return f"{format_money(amount, currency)} {often}"


def _title(standing: Standing) -> str:
    if standing.plan_name and standing.stand is not Stand.NONE:
        return f"Plan {plan_in_cycle(standing.plan_name, standing.cycle)}"
    return _TITLES.get(standing.stand, "Su suscripción")


def _detail(standing: Standing) -> str:
    stand, on = standing.stand, day(standing.on)
    if stand is Stand.CONFIRMING and standing.plan_name:
        return "Su pago está en revisión: no pague otra vez"
    if stand is Stand.PAYMENT_FAILED and not standing.entitles:
        return "Hay un cobro sin pagar. Actualice su tarjeta para recuperar el plan"
    price = each_time(standing.amount, standing.currency, standing.cycle)
    dated = {
        Stand.TRIAL: f"Prueba gratis hasta el {on}; después, {price}",
        Stand.ACTIVE: _next_charge(standing),
        Stand.CANCELS: f"Se cancela el {on}. Hasta ese día todo sigue igual",
        Stand.ENDED: f"Su suscripción terminó{f' el {on}' if on else ''}",
    }
    return dated.get(stand) or _SENTENCES[stand]


def _next_charge(standing: Standing) -> str:
    on, amount = day(standing.on), standing.next_amount or standing.amount
    if not on:
        return f"Activa, {each_time(amount, standing.currency, standing.cycle)}"
    return f"Próximo cobro: {on}, {format_money(amount, standing.currency)}"


def _coming(standing: Standing) -> str:
    if not standing.next_plan_name:
        return ""
    plan = plan_in_cycle(standing.next_plan_name, standing.next_cycle)
    price = each_time(standing.next_amount, standing.currency, standing.next_cycle)
    return f"El {day(standing.on)} pasa a {plan}: {price}."
