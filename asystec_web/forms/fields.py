"""Annotated field types shared by the forms."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Strict

from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.clean_text import clean_text
from asystec_web.forms.types.email_address import Email
from asystec_web.forms.types.hacienda_user import HaciendaUser
from asystec_web.forms.types.limits import Length
from asystec_web.forms.types.phone import Phone
from asystec_web.forms.types.wrong_value import WrongValue

PASSWORD_TYPED_MAXIMUM = 512


def text(value: object) -> str:
    """Take nothing but text: a browser can send anything."""
    if not isinstance(value, str):
        code = "field.wrong_kind"
        raise WrongValue(code)
    return value


def line(name: str, length: Length, *, optional: bool = False) -> AfterValidator:
    """Clean one line of text; its codes begin with the field's own name."""

    def cleaned(value: str) -> str:
        if optional and not value.strip():
            return ""
        try:
            return clean_text(value, minimum=length.minimum, maximum=length.maximum)
        except WrongValue as wrong:
            raise WrongValue(wrong.code.replace("text.", f"{name}.", 1)) from None

    return AfterValidator(cleaned)


def secret(name: str) -> AfterValidator:
    """Refuse an empty or endless secret; nothing inside it is touched."""

    def checked(value: str) -> str:
        problem = "" if value else "empty"
        if len(value) > PASSWORD_TYPED_MAXIMUM:
            problem = "too_long"
        if problem:
            code = f"{name}.{problem}"
            raise WrongValue(code)
        return value

    return AfterValidator(checked)


def _ticked(value: object) -> bool:
    """Read a box, as Reflex sends it (true) or as browsers do (on)."""
    if value in ("", False):
        return False
    if value is not True and value != "on":
        code = "field.wrong_kind"
        raise WrongValue(code)
    return True


Text = Annotated[str, BeforeValidator(text), Strict()]
Ticked = Annotated[bool, BeforeValidator(_ticked)]
CedulaField = Annotated[
    Cedula, BeforeValidator(lambda value: Cedula.parse(text(value)))
]
EmailField = Annotated[Email, BeforeValidator(lambda value: Email.parse(text(value)))]
HaciendaUserField = Annotated[
    HaciendaUser, BeforeValidator(lambda value: HaciendaUser.parse(text(value)))
]
OptionalPhone = Annotated[
    Phone | None,
    BeforeValidator(lambda value: Phone.parse(value) if text(value).strip() else None),
]
