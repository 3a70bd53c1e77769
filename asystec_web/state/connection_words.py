"""How the connection with Hacienda stands, in sentences."""

from collections.abc import Sequence

from asystec_web.flow.agreement import IN_TESTS
from asystec_web.flow.expiry import WARNED_DAYS, days_left
from asystec_web.flow.moments import day
from asystec_web.models import (
    CandidateStatus,
    ConnectionCandidate,
    ConnectionStatus,
    HaciendaConnection,
)
from asystec_web.services.answers import Answers
from asystec_web.state.connection_facts import expiry
from asystec_web.texts import told

Notice = dict[str, str]

_STILL_WORKS = "La conexión que ya tenía sigue funcionando mientras tanto."
_RENEW = (
    "Genere una nueva en TRIBU-CR y póngala aquí el mismo día: al generarla, la "
    "anterior deja de servir."
)
_TRYING = (
    "Guardamos cifrado lo que nos dio y lo estamos comprobando con Hacienda. Le "
    "avisaremos aquí y por correo; mientras tanto puede seguir."
)
_STILL_TRYING = (
    "Hacienda no ha respondido. Guardamos cifrado lo que nos dio y lo seguimos "
    "probando por usted; le avisaremos aquí y por correo. Mientras tanto puede seguir."
)


def notices(answers: Answers) -> list[Notice]:
    """Tell how the connection stands: what is in force, and what is on its way."""
    found = [_in_force(answers), _on_its_way(answers)]
    return [notice for notice in found if notice]


def _in_force(answers: Answers) -> Notice | None:
    connection = answers.connection
    if connection is None or connection.status == ConnectionStatus.DEFERRED:
        return None
    if connection.status == ConnectionStatus.TO_CHECK:
        return _doubted(answers, connection)
    return _key(connection, answers)


def _doubted(answers: Answers, connection: HaciendaConnection) -> Notice | None:
    if connection.reason:
        why = told(connection.reason, connection.reason_values)
        return _notice("danger", "Hacienda ya no acepta su conexión", why)
    if answers.candidate is not None:
        return None  # that one is told
    words = "La cédula de su negocio cambió. Dé los datos de la cédula nueva."
    return _notice("warn", "Hacienda: por comprobar", words)


def _key(connection: HaciendaConnection, answers: Answers) -> Notice:
    at, tests = answers.at, [IN_TESTS] if answers.in_tests else []
    expires_at = connection.key_expires_at
    left = WARNED_DAYS + 1 if expires_at is None else days_left(expires_at, at)
    if expires_at is not None and expires_at <= at:
        words = f"Venció el {day(expires_at)}. Genere una nueva y póngala aquí."
        return _notice("danger", "Su llave criptográfica venció", words)
    if left <= WARNED_DAYS:
        words = f"Vence el {expiry(expires_at, at)}. {_RENEW}"
        title = "Su llave criptográfica está por vencer"
        return _notice("warn", title, words, *tests)
    words = f"Conectado como {connection.key_holder}. Su llave vence el "
    kind = "warn" if tests else "ok"
    return _notice(kind, "Hacienda conectada", f"{words}{day(expires_at)}.", *tests)


def _on_its_way(answers: Answers) -> Notice | None:
    candidate = answers.candidate
    if candidate is None:
        return None
    reason = ""
    if candidate.reason:
        reason = told(candidate.reason, candidate.reason_values)
    kept = [_STILL_WORKS] if answers.connected else []
    match candidate.status:
        case CandidateStatus.WAITING:
            words = _STILL_TRYING if candidate.tries else _TRYING
            return _notice("info", "Hacienda: por comprobar", words, *kept)
        case CandidateStatus.REJECTED:
            return _notice("danger", "Hacienda no quedó conectada", reason, *kept)
        case CandidateStatus.EXHAUSTED:
            return _notice("warn", "Hacienda sigue sin responder", reason, *kept)
        case _:
            words = _half(candidate)
            return _notice("warn", "Faltan datos de Hacienda", *words, reason, *kept)


def _half(candidate: ConnectionCandidate) -> Sequence[str]:
    """Say what of the four is there and what is missing."""
    named = {
        "el Usuario API": candidate.api_user,
        "la Contraseña API": candidate.sealed_password,
        "la llave": candidate.sealed_key,
        "el PIN": candidate.sealed_pin,
    }
    there = _listed([name for name, value in named.items() if value])
    missing = _listed([name for name, value in named.items() if not value])
    kept = f"Guardamos cifrado: {there}." if there else ""
    return [kept, f"Falta: {missing}. Lo que ya dio puede dejarlo vacío."]


def _listed(names: Sequence[str]) -> str:
    *first, last = names or [""]
    return f"{', '.join(first)} y {last}" if first else last


def _notice(kind: str, title: str, *words: str) -> Notice:
    return {"kind": kind, "title": title, "detail": " ".join(filter(None, words))}
