"""Letters about payments: to the customer, and alarms to the operator."""

from datetime import datetime, timedelta, timezone
from email.headerregistry import Address
from email.message import EmailMessage
from typing import NamedTuple
from uuid import UUID

from asystec_web import routes
from asystec_web.catalog.plans import Cycle
from asystec_web.models import Account, Subscription
from asystec_web.services.billing.money import format_money
from asystec_web.services.billing.occasions import Occasion
from asystec_web.services.letters.layout import greeting, letter
from asystec_web.settings import Settings

# Costa Rica keeps one time all year, so no table of time zones is needed.
_HOME = timezone(timedelta(hours=-6))
_ENDING = "Si tiene una duda, escríbanos a {support}."


class Words(NamedTuple):
    """What a letter says; an alarm has no button."""

    subject: str
    text: str
    button: str = ""


_TEXTS = {
    Occasion.PAYMENT_FAILED: Words(
        "No pudimos cobrar su plan",
        "El cobro de {amount} de su plan {plan} no pasó. Actualice su tarjeta para no "
        "perder el servicio: lo intentaremos de nuevo.",
        "Actualizar tarjeta",
    ),
    Occasion.TRIAL_ENDING: Words(
        "Su prueba gratis está por terminar",
        "Su prueba gratis del plan {plan} termina el {day}. Desde ese día el plan "
        "cuesta {amount} {every}. Si aún no ha agregado una tarjeta, agréguela antes "
        "para seguir; si no desea seguir, cancele antes de esa fecha y no se le cobra "
        "nada.",
        "Administrar suscripción",
    ),
    Occasion.CANCELS: Words(
        "Su suscripción se cancela",
        "Su plan {plan} queda activo hasta el {day} y después se cancela. No se le "
        "cobrará más. Si cambia de idea, puede seguir antes de esa fecha.",
        "Administrar suscripción",
    ),
    Occasion.ENDED: Words(
        "Su suscripción terminó",
        "Su plan {plan} terminó y no se le cobrará más. Sus datos siguen guardados: "
        "puede volver cuando quiera.",
        "Escoger un plan",
    ),
}
_ALARMS = {
    Occasion.DUPLICATE: Words(
        "Una cuenta tiene dos suscripciones",
        "Cuenta la más antigua. Cancele la otra en Stripe y devuelva lo cobrado.",
    ),
    Occasion.DISPUTE: Words(
        "Disputa de un pago",
        "El banco de un cliente pide devolver un pago, o ya resolvió. La cuenta está "
        "suspendida mientras la disputa no se cierre a nuestro favor. Responda en "
        "Stripe antes de la fecha que ahí se indica. Si se perdió y ya lo arregló con "
        "el cliente, levante la suspensión con asystec stripe-disputes lift.",
    ),
    Occasion.REFUND: Words(
        "Se devolvió un pago",
        "Alguien devolvió un pago en Stripe. La suscripción sigue igual: si no debe "
        "seguir, cancélela en Stripe.",
    ),
}


def written(
    occasion: Occasion, account: Account, known: Subscription, settings: Settings
) -> EmailMessage:
    """Write to a customer about their subscription as it stands."""
    words = _TEXTS[occasion]
    told = words.text.format(
        amount=format_money(known.amount, known.currency),
        day=_day(known.ends_at or known.current_period_end),
        every="al año" if known.cycle == Cycle.ANNUAL else "al mes",
        plan=known.plan_name,
    )
    route = routes.PLAN if occasion is Occasion.ENDED else routes.PROFILE
    action = (words.button, f"{settings.public_url.rstrip('/')}{route}")
    ending = _ENDING.format(support=settings.support_email)
    return letter(account, words.subject, (greeting(account), told), action, ending)


def alarm(
    to: str, occasion: Occasion, cause: str, account: Account | None
) -> EmailMessage:
    """Tell the operator what to look at; the customer is named by number only."""
    words = _ALARMS[occasion]
    whose: UUID | str = account.id if account else "sin cuenta conocida"
    told = EmailMessage()
    told["Subject"] = f"Alarma: {words.subject} – Asystec"
    told["To"] = str(Address(addr_spec=to))
    told.set_content(f"{words.text}\n\nCuenta: {whose}\nCausa: {cause}\n")
    return told


def _day(moment: datetime | None) -> str:
    return moment.astimezone(_HOME).strftime("%d/%m/%Y") if moment else ""
