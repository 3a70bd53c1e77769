"""Whether business, user and key are one taxpayer's, and which of them is the odd one.

Whoever tells no cédula is not counted: the user of a DIMEX or a NITE, and keys of
unknown kinds.
"""

from dataclasses import dataclass
from typing import Final, Literal, Protocol

from asystec_web.errors.agreement import (
    BusinessOfAnother,
    KeyNotOfBusiness,
    KeyOfAnother,
    KeyOfOtherEnvironment,
    NameOfAnother,
    NobodyAgrees,
    UserNotOfBusiness,
    UserOfAnother,
)
from asystec_web.flow.names import same_name
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.hacienda_user import HaciendaUser
from asystec_web.forms.types.wrong_value import WrongValue

LONGEST_NAME: Final = 60
ENVIRONMENTS: Final = {"prod": "producción", "stag": "pruebas"}
IN_TESTS: Final = (
    "Es el ambiente de pruebas: sus comprobantes no tendrán validez. Conecte su "
    "usuario de producción para facturar de verdad."
)


class Issuer(Protocol):
    """What the business says of itself; see `models.Business`."""

    id_kind: str
    id_number: str
    name: str


class Key(Protocol):
    """What a certificate says; see `services.certificates.KeySummary`."""

    @property
    def holder_name(self) -> str: ...  # noqa: D102 - as in KeySummary
    @property
    def holder_cedula(self) -> str: ...  # noqa: D102 - as in KeySummary
    @property
    def environment(self) -> Literal["prod", "stag", ""]: ...  # noqa: D102 - as in KeySummary


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key as far as it is known: what it does not tell agrees with anybody."""

    holder_name: str = ""
    holder_cedula: str = ""
    environment: Literal["prod", "stag", ""] = ""


def agree(business: Issuer, user: HaciendaUser | None, key: Key | None) -> None:
    """Compare what is known before Hacienda is asked, as far as it is given.

    Raises:
        KeyOfAnother: The key is the odd one.
        UserOfAnother: The user is the odd one.
        BusinessOfAnother: The business is the odd one.
        NobodyAgrees: They are of three cédulas.
        KeyOfOtherEnvironment: Tests and production are mixed.
    """
    theirs = user.cedula.number if user and user.cedula else ""
    holder = key.holder_cedula if key else ""
    _compare(business.id_number, theirs, holder, business.id_kind)
    if user and key and key.environment not in {"", user.environment}:
        raise KeyOfOtherEnvironment(
            key=ENVIRONMENTS[key.environment], user=ENVIRONMENTS[user.environment]
        )


def agree_in_name(business: Issuer, key: Key, registered: str) -> None:
    """Compare the name that Hacienda's token gave with the registered ones.

    The business's own may have been typed while Hacienda did not answer, so that of
    a certificate for the same cédula counts as well.

    Raises:
        NameOfAnother: It is none of them.
    """
    known = [business.name]
    if key.holder_cedula == business.id_number:
        known.append(key.holder_name)
    if registered and not any(same_name(registered, name) for name in known):
        raise NameOfAnother(registered=_cut(registered), business=_cut(business.name))


def printed(number: str, kind: str | None = None) -> str:
    """Write a number as its owner's document does, whatever it is."""
    try:
        return Cedula.parse(number, kind).formatted
    except WrongValue:
        return _cut(number)


def _compare(business: str, user: str, key: str, kind: str) -> None:
    ours = printed(business, kind)
    if key in {"", business}:
        if user in {"", business}:
            return
        refusal = UserOfAnother if key else UserNotOfBusiness
        raise refusal(user=printed(user), business=ours)
    if user in {"", business}:
        refusal = KeyOfAnother if user else KeyNotOfBusiness
        raise refusal(key=printed(key), business=ours)
    if user == key:
        raise BusinessOfAnother(key=printed(key), business=ours)
    raise NobodyAgrees(key=printed(key), user=printed(user), business=ours)


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
