"""What is said of a payment to whoever comes from it and is not signed in.

A payment that began in a frame ends in a tab to which the session does not follow.
"""

from typing import Final
from urllib.parse import parse_qs, urlsplit

from asystec_web.models import AttemptStatus
from asystec_web.services import services

_BACK: Final = (
    "Si lo empezó en otra ventana, vuelva a ella: sigue sola. También puede iniciar "
    "sesión aquí para continuar."
)
RECEIVED: Final = f"Recibimos su pago. {_BACK}"
TRIAL: Final = f"Su prueba gratis quedó activada. {_BACK}"
NOT_YET: Final = (
    "Todavía no vemos su pago. Si acaba de pagar, no pague otra vez: vuelva a la "
    "ventana donde lo empezó, que sigue sola en cuanto se confirme, o inicie sesión "
    "aquí."
)
CANCELLED: Final = f"Usted canceló el pago; no se cobró nada. {_BACK}"


async def payment_note(back: str) -> str:
    """Tell what became of the payment page that an address comes from, if of any."""
    asked = parse_qs(urlsplit(back).query)
    if "cancelado" in asked:
        return CANCELLED
    named = asked.get("session_id", [""])[0]
    attempt = await services().billing.attempt_of_page(named) if named else None
    if attempt is None or attempt.status == AttemptStatus.EXPIRED:
        return ""
    if attempt.status == AttemptStatus.OPEN:
        return NOT_YET
    return TRIAL if attempt.trial_days else RECEIVED
