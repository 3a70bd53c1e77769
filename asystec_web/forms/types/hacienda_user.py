"""The user name with which a program connects to Hacienda, the «usuario API»."""

import re
from dataclasses import dataclass
from typing import Final, Literal, Self

from asystec_web.forms.types.cedula import COMPANY, PERSON, Cedula
from asystec_web.forms.types.typed import plain
from asystec_web.forms.types.wrong_value import WrongValue

Environment = Literal["prod", "stag"]

_TYPED_MAXIMUM = 200
_DOMAIN = "comprobanteselectronicos.go.cr"
_ENVIRONMENTS: Final[dict[str, Environment]] = {
    f"prod.{_DOMAIN}": "prod",
    f"stag.{_DOMAIN}": "stag",
}
# What holders of a DIMEX or a NITE get in front of the @ is not published, so any
# name passes there; the two known labels must be followed by a cédula of their kind.
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
_LABELS: Final = {
    "cpf": (PERSON, re.compile(r"0\d-\d{4}-\d{4}", re.ASCII)),
    "cpj": (COMPANY, re.compile(r"\d-\d{3}-[0-9a-z]{6}", re.ASCII)),
}
# A copied user name brings along the quotes or the full stop of its sentence.
_AROUND = "\"'`<>()[]«»“”‘’.,;:"


@dataclass(frozen=True, slots=True)
class HaciendaUser:
    """A user name that says whose it is and for which of Hacienda's environments.

    Attributes:
        text: The whole user name, in lower case.
        environment: `stag` is Hacienda's for tests.
        cedula: Whose it is, where the name says so.
    """

    text: str
    environment: Environment
    cedula: Cedula | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a user name, with any case and whatever was copied around it.

        Raises:
            WrongValue: It is not one that Hacienda gives to programs.
        """
        if len(text) > _TYPED_MAXIMUM:
            code = "hacienda_user.wrong_shape"
            raise WrongValue(code)
        user = "".join(plain(text).lower().split()).strip(_AROUND)
        if not user:
            code = "hacienda_user.empty"
            raise WrongValue(code)
        name, _, host = user.rpartition("@")
        environment = _environment(host)
        return cls(f"{name}@{host}", environment, _cedula(name))


def _environment(host: str) -> Environment:
    environment = _ENVIRONMENTS.get(host)
    if environment is None:
        without = "hacienda_user.no_environment"
        code = without if host == _DOMAIN else "hacienda_user.not_api_user"
        raise WrongValue(code)
    return environment


def _cedula(name: str) -> Cedula | None:
    label, _, number = name.partition("-")
    if label not in _LABELS:
        if _NAME.fullmatch(name):
            return None
        code = "hacienda_user.wrong_shape"
        raise WrongValue(code)
    kind, shape = _LABELS[label]
    try:
        if shape.fullmatch(number):
            return Cedula.parse(number, kind)
    except WrongValue:
        pass
    code = "hacienda_user.wrong_shape"
    raise WrongValue(code)
