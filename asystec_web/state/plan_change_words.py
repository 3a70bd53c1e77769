"""A change of plan in words: what may be chosen, what it costs, what was done."""

from collections.abc import Sequence
from typing import TypedDict

from asystec_web.catalog.plans import Cycle
from asystec_web.flow.moments import day
from asystec_web.services.billing import (
    ChangeChoice,
    ChangePreview,
    Part,
    Standing,
    Timing,
    format_money,
    per_month,
)
from asystec_web.state.shown import each_time, plan_in_cycle

Lines = list[dict[str, str]]


class ChangeCard(TypedDict):
    """A plan that somebody may change to, in the chosen cycle.

    Attributes:
        charge: What is charged each time, as text.
        month: What a month of a year costs, as text; empty by the month.
        starts: When it would begin.
        change: What its button is called.
    """

    name: str
    features: list[str]
    charge: str
    month: str
    starts: str
    change: str
    lookup_key: str


def change_cards(
    choices: Sequence[ChangeChoice], cycle: Cycle, standing: Standing
) -> list[ChangeCard]:
    """Show what may be chosen in a cycle."""
    return [_card(each, standing) for each in choices if each.cycle is cycle]


def preview_lines(shown: ChangePreview) -> Lines:
    """Say what a change does, line by line."""
    cost, currency = shown.cost, shown.currency
    on = day(cost.on)
    then = format_money(cost.then, currency)
    lines = [("Plan nuevo", plan_in_cycle(shown.plan_name, shown.cycle))]
    match shown.timing:
        case Timing.NOW:
            lines += [
                ("Precio", each_time(shown.amount, currency, shown.cycle)),
                *_reckoning(shown),
                ("Se cobra hoy", format_money(cost.due, currency)),
                ("Próximo cobro", f"{on}, {then}"),
            ]
        case Timing.TRIAL:
            lines += [
                ("Empieza", "Hoy; su prueba gratis sigue igual"),
                ("Se cobra hoy", "Nada"),
                ("Primer cobro", f"{on}, {then}"),
            ]
        case Timing.PERIOD_END:
            first = each_time(cost.then, currency, shown.cycle)
            lines += [
                ("Empieza", f"{on}, cuando termine lo que ya pagó"),
                ("Se cobra hoy", "Nada"),
                ("Primer cobro", f"{on}, {first}"),
            ]
    return [{"term": term, "detail": text} for term, text in lines if text]


def confirm_label(shown: ChangePreview) -> str:
    """Name the button that does it; the charge stands on it."""
    if shown.cost.due:
        return f"Confirmar y pagar {format_money(shown.cost.due, shown.currency)}"
    return "Confirmar el cambio"


def changed(shown: ChangePreview) -> str:
    """Say what was done."""
    plan = plan_in_cycle(shown.plan_name, shown.cycle)
    if shown.timing is Timing.PERIOD_END:
        return f"Listo: el {day(shown.cost.on)} pasa a {plan}. Hoy no se cobró nada."
    charged = format_money(shown.cost.due, shown.currency)
    paid = f"Se cobraron {charged}." if shown.cost.due else "Hoy no se cobró nada."
    return f"Listo: su plan es {plan}. {paid}"


def _card(choice: ChangeChoice, standing: Standing) -> ChangeCard:
    price, annual = choice.price, choice.cycle is Cycle.ANNUAL
    month = per_month(price.amount, price.currency)
    on = day(standing.on)
    starts = {
        Timing.NOW: "Empieza hoy: se cobra la diferencia",
        Timing.PERIOD_END: f"Empieza el {on}: hoy no se cobra nada",
        Timing.TRIAL: f"Empieza hoy: no se cobra nada hasta el {on}",
    }
    return ChangeCard(
        name=choice.offer.name,
        features=list(choice.offer.features),
        charge=format_money(price.amount, price.currency),
        month=format_money(month, price.currency) if annual else "",
        starts=starts[choice.timing],
        change=f"Cambiar a {choice.offer.name} {'anual' if annual else 'mensual'}",
        # A price that is not known to hold may be seen, and not chosen.
        lookup_key=price.lookup_key if choice.offer.fresh else "",
    )


def _reckoning(shown: ChangePreview) -> list[tuple[str, str]]:
    """Write what adds up to the charge, line by line, as Stripe reckons it."""
    cost, currency = shown.cost, shown.currency
    return [
        *(_part(part, currency) for part in cost.parts),
        ("Promoción", _less(cost.discounted, currency)),
        ("Impuestos", format_money(cost.taxed, currency) if cost.taxed else ""),
        ("Saldo a favor", _balance(shown)),
    ]


def _part(part: Part, currency: str) -> tuple[str, str]:
    amount = format_money(abs(part.amount), currency)
    if part.amount < 0:
        return "Se descuenta", f"{amount}, por lo que ya pagó y no usó"
    return f"Del {day(part.start)} al {day(part.end)}", amount


def _less(amount: int, currency: str) -> str:
    return f"{format_money(amount, currency)} menos" if amount else ""


def _balance(shown: ChangePreview) -> str:
    amount = format_money(abs(shown.cost.balance), shown.currency)
    if shown.cost.balance > 0:
        return f"Le quedan {amount} para los próximos cobros"
    return f"Se usan {amount} que tenía a favor" if shown.cost.balance else ""
