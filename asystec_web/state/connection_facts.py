"""What may be shown of the connection with Hacienda, line by line."""

from datetime import datetime

from asystec_web.flow.agreement import printed
from asystec_web.flow.expiry import days_left, until
from asystec_web.forms.types.hacienda_user import HaciendaUser
from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.models import (
    CandidateStatus,
    ConnectionCandidate,
    ConnectionStatus,
)
from asystec_web.models.connection import Credentials
from asystec_web.services.answers import Answers
from asystec_web.services.candidates import REMOVED


def expiry(expires_at: datetime | None, at: datetime) -> str:
    """Say when a key expires, and in how many days."""
    return until(expires_at, days_left(expires_at, at)) if expires_at else ""


def facts(row: Credentials, state: str, at: datetime) -> list[dict[str, str]]:
    """List what may be shown of credentials."""
    lines = {
        "Estado": state,
        "Usuario API": row.api_user,
        "Cédula": _cedula(row),
        "Ambiente": _environment(row.environment),
        "Llave de": row.key_holder,
        "La llave vence el": expiry(row.key_expires_at, at),
    }
    return [{"term": term, "detail": text} for term, text in lines.items() if text]


def state_in_force(answers: Answers) -> str:
    """Say in a word or two how what was accepted stands."""
    connection = answers.connection
    if connection is None or connection.status == ConnectionStatus.DEFERRED:
        if connection is not None and connection.reason == REMOVED:
            return "Sin conectar: usted eliminó la conexión"
        return "Pendiente: usted escogió conectar después"
    if connection.status == ConnectionStatus.CONNECTED:
        return "La llave venció" if answers.key_expired else "Conectada"
    if connection.reason:
        return "Hacienda ya no la acepta"
    return "Por comprobar: la cédula del negocio cambió"


def state_on_its_way(candidate: ConnectionCandidate) -> str:
    """Say in a word or two how far a candidate has come."""
    return {
        CandidateStatus.INCOMPLETE: "Incompleta",
        CandidateStatus.WAITING: "Por comprobar",
        CandidateStatus.REJECTED: "No aceptada",
        CandidateStatus.EXHAUSTED: "Sin comprobar: Hacienda no ha respondido",
    }.get(CandidateStatus(candidate.status), "")


def _cedula(row: Credentials) -> str:
    """Say whose it is, as the user tells, or else the key."""
    try:
        user = HaciendaUser.parse(row.api_user) if row.api_user else None
    except WrongValue:
        user = None
    if user and user.cedula:
        return user.cedula.formatted
    return printed(row.key_cedula) if row.key_cedula else ""


def _environment(environment: str) -> str:
    return {"stag": "Pruebas", "prod": "Producción"}.get(environment, "")
