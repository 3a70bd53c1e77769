"""An open session: what is charged, and the form."""

from collections.abc import Mapping
from html import escape
from http import HTTPStatus

from starlette.responses import HTMLResponse

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.money import rhythm, signed, written
from asystec_web.simulators.stripe.billing.sessions import needs_card
from asystec_web.simulators.stripe.pages.card_form import (
    CARD,
    CODE,
    EMAIL,
    form_fields,
    problem,
)
from asystec_web.simulators.stripe.pages.layout import facts, page, way
from asystec_web.simulators.stripe.world.world import World

_NOTHING: Mapping[str, str] = {}


def offer_page(
    world: World,
    session: Json,
    typed: Mapping[str, str] = _NOTHING,
    wrong: Mapping[str, str] = _NOTHING,
    status: int = HTTPStatus.OK,
) -> HTMLResponse:
    """Show what is charged and ask for a card."""
    lines: list[Json] = world.unseen(session["id"])["lines"]
    fields = (EMAIL,) if session["customer"] is None else ()
    if needs_card(session):
        fields += CARD
    due_today = session["amount_total"]
    body = (
        f"{problem(wrong)}"
        f'<p class="amount">{escape(_price(lines))}</p>'
        f"{_trial(world, session)}"
        f"{facts(_told(session))}"
        f"{_code_form(session, typed, wrong)}"
        '<form method="post" novalidate>'
        f"{form_fields(fields, typed, wrong)}"
        f"<button>{'Pagar' if due_today else 'Empezar la prueba'}</button>"
        f"</form>{way(session['cancel_url'], 'Cancelar y volver')}"
    )
    name = " y ".join(line["description"] for line in lines)
    return page(f"Suscripción a {name}", body, status)


def _price(lines: list[Json]) -> str:
    total = sum(line["amount_total"] for line in lines)
    price = next(line["price"] for line in lines if line["price"]["recurring"])
    return f"{written(total, price['currency'])} {rhythm(price['recurring'])}"


def _trial(world: World, session: Json) -> str:
    hidden = world.unseen(session["id"])
    if hidden["trial_period_days"]:
        days = hidden["trial_period_days"]
        return f"<p>Hoy no paga nada: tiene {days} días de prueba.</p>"
    if hidden["trial_end"]:
        return "<p>Hoy no paga nada: tiene un período de prueba.</p>"
    return ""


def _code_form(
    session: Json, typed: Mapping[str, str], wrong: Mapping[str, str]
) -> str:
    """Build the form of the promotion code, where one may be typed."""
    if not session["allow_promotion_codes"]:
        return ""
    if session["discounts"]:
        return "<p>Código promocional aplicado.</p>"
    return (
        '<form method="post" novalidate><input type="hidden" name="act" value="code">'
        f"{form_fields((CODE,), typed, wrong)}"
        '<button class="second">Aplicar</button></form>'
    )


def _told(session: Json) -> dict[str, str]:
    due = written(session["amount_total"], session["currency"])
    details = session["customer_details"] or {}
    off = session["total_details"]["amount_discount"]
    told = {
        "Descuento": signed(-off, session["currency"]) if off else "",
        "Total de hoy": due,
        "Correo electrónico": details.get("email") or "",
    }
    return {name: fact for name, fact in told.items() if fact}
