"""What user and key say of themselves, in words made for the page."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, Literal, Protocol

from asystec_web.flow.agreement import ENVIRONMENTS, printed
from asystec_web.flow.expiry import until
from asystec_web.forms.types.hacienda_user import HaciendaUser

SOON_DAYS: Final = 30
_WARNINGS: Final = {
    "central_bank": (
        "La emitió el Banco Central (firma digital o sello electrónico), no Hacienda. "
        "Sirve para firmar si es de su negocio."
    ),
    "unknown": (
        "No conocemos a quien emitió esta llave. Puede seguir; si Hacienda no la "
        "acepta, genere una en TRIBU-CR."
    ),
}


class Key(Protocol):
    """What a certificate says; see `services.certificates.KeySummary`."""

    @property
    def holder_name(self) -> str: ...  # noqa: D102 - as in KeySummary
    @property
    def holder_cedula(self) -> str: ...  # noqa: D102 - as in KeySummary
    @property
    def environment(self) -> Literal["prod", "stag", ""]: ...  # noqa: D102 - as in KeySummary
    @property
    def authority(self) -> Literal["hacienda", "central_bank", "unknown"]: ...  # noqa: D102 - as in KeySummary
    @property
    def expires_at(self) -> datetime: ...  # noqa: D102 - as in KeySummary
    @property
    def days_left(self) -> int: ...  # noqa: D102 - as in KeySummary


def of_user(user: HaciendaUser) -> str:
    """Say whose a user is and for what: Usuario de 3-101-999999, producción."""
    environment = ENVIRONMENTS[user.environment]
    if user.cedula is None:
        return f"Usuario de {environment}"
    return f"Usuario de {user.cedula.formatted}, {environment}"


def of_key(key: Key, file: str) -> str:
    """Say whose a key is, until when it serves and for what, in one line."""
    return " · ".join(filter(None, (file, *_parts(key))))


def warnings_of(key: Key) -> str:
    """Say what to know before going on; nothing of it keeps anybody from it."""
    said = [_WARNINGS[key.authority]] if key.authority in _WARNINGS else []
    if key.days_left <= SOON_DAYS:
        said.append(
            "Le quedan pocos días: genere una llave nueva en TRIBU-CR antes de que "
            "venza."
        )
    return " ".join(said)


def _parts(key: Key) -> Iterator[str]:
    number = printed(key.holder_cedula) if key.holder_cedula else ""
    if key.holder_name:
        yield f"de {key.holder_name}" + (f" ({number})" if number else "")
    elif number:
        yield f"de {number}"
    yield f"vence el {until(key.expires_at, key.days_left)}"
    if key.environment:
        yield ENVIRONMENTS[key.environment]
