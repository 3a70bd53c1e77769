"""Letters about the connection with Hacienda and its key."""

from email.message import EmailMessage

from asystec_web import routes
from asystec_web.flow.agreement import IN_TESTS
from asystec_web.models import Account, CandidateStatus, ConnectionCandidate
from asystec_web.services.letters.layout import greeting, letter
from asystec_web.texts import told

_WHY = "Le escribimos porque en Asystec usted nos pidió conectar su negocio."
_ACCEPTED = (
    "Hacienda ya respondió y aceptó su usuario y su contraseña. Su negocio quedó "
    "conectado: no tiene que hacer nada más en este paso."
)
_ACCEPTED_IN_TESTS = (
    "Hacienda ya respondió y aceptó su usuario y su contraseña. Su negocio quedó "
    f"conectado. {IN_TESTS}"
)
_EXPIRES = (
    "Su llave criptográfica de Hacienda vence {when}, el {day}. Después de ese día no "
    "podrá emitir comprobantes con ella."
)
_RENEW = (
    "Genere una nueva en TRIBU-CR y póngala en Asystec el mismo día: al generarla, la "
    "anterior deja de servir."
)
_GENTLE = "Lo demás que usted hizo está guardado."


def connection_news(
    account: Account, candidate: ConnectionCandidate, public_url: str
) -> EmailMessage:
    """Tell what Hacienda said about what was given while it did not answer."""
    in_tests = candidate.environment == "stag"
    if candidate.status == CandidateStatus.ACCEPTED:
        return letter(
            account,
            "Hacienda quedó conectada",
            (greeting(account), _ACCEPTED_IN_TESTS if in_tests else _ACCEPTED),
            ("Ver mi perfil", f"{public_url}{routes.PROFILE}"),
            _WHY,
        )
    return letter(
        account,
        "Falta algo para conectar Hacienda",
        (
            greeting(account),
            "Probamos con Hacienda lo que usted nos dio, y no quedó conectado.",
            told(candidate.reason, candidate.reason_values),
            _GENTLE,
        ),
        ("Revisar la conexión", f"{public_url}{routes.HACIENDA}"),
        f"{_WHY} Nunca le pediremos su contraseña ni su PIN por correo.",
    )


def key_expires(account: Account, days: int, day: str, public_url: str) -> EmailMessage:
    """Remind of a key that expires, a while before it does."""
    when = {0: "hoy", 1: "mañana"}.get(days, f"en {days} días")
    return letter(
        account,
        f"Su llave criptográfica vence {when}",
        (
            greeting(account),
            _EXPIRES.format(when=when, day=day),
            _RENEW,
        ),
        ("Cambiar mi llave", f"{public_url}{routes.HACIENDA}"),
        "Le avisamos 60, 30, 7 y 1 días antes. Si ya la cambió, ignore este mensaje.",
    )
