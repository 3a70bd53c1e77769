"""The addresses on an invoice: one at least, four at most, none twice."""

from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from asystec_web.forms.fields import text
from asystec_web.forms.types import limits
from asystec_web.forms.types.email_address import Email
from asystec_web.forms.types.wrong_value import WrongValue

FIRST: Final = "invoice_email"


def field_of(position: int) -> str:
    """Name the field of an address, counted from 1."""
    return FIRST if position == 1 else f"{FIRST}_{position}"


FIELDS: Final = tuple(field_of(each) for each in range(1, limits.EMAILS.maximum + 1))


def _optional(value: object) -> Email | None:
    return Email.parse(text(value)) if text(value).strip() else None


def _once(email: Email | None, info: ValidationInfo) -> Email | None:
    """Refuse an address that one of the fields before has already."""
    before = [info.data.get(name) for name in FIELDS]
    taken = {each.text.lower() for each in before if isinstance(each, Email)}
    if email is not None and email.text.lower() in taken:
        code = "email.repeated"
        raise WrongValue(code)
    return email


AnotherEmail = Annotated[
    Email | None, BeforeValidator(_optional), AfterValidator(_once)
]
