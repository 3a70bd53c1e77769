"""An address to which invoices and letters are sent."""

import re
from dataclasses import dataclass
from typing import Self

from email_validator import EmailNotValidError, validate_email

from asystec_web.forms.types.limits import EMAIL
from asystec_web.forms.types.typed import without_invisible
from asystec_web.forms.types.wrong_value import WrongValue

# Hacienda refuses a document whose CorreoElectronico is of another form. The official
# pattern («Anexos y estructuras v4.4», page 22) also takes quoted names, blanks around
# and a dot at the end; those are refused here.
_PART = r"[^<>()\[\].,;:\s@\"]+"
_TAKEN_BY_HACIENDA = re.compile(rf"{_PART}(?:\.{_PART})*@(?:{_PART}\.)+{_PART}")


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address that Hacienda takes too, with its domain in lower case."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.text.rpartition("@")[2]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an address; whether anybody reads it is not asked.

        Raises:
            WrongValue: It is empty, too long or not an address.
        """
        typed = without_invisible(text.strip()).strip()
        code = ""
        if not typed:
            code = "email.empty"
        elif len(typed) > EMAIL.maximum:
            code = "email.too_long"
        elif "@" not in typed:
            code = "email.no_at"
        elif any(char.isspace() for char in typed):
            code = "email.blank_inside"
        if code:
            raise WrongValue(code)
        return cls(_kept(typed))


def _kept(typed: str) -> str:
    address = _validated(typed)
    if address is None or not _TAKEN_BY_HACIENDA.fullmatch(address):
        shape = "email.wrong_shape"
        foreign = "email.bad_characters"
        code = shape if typed.rpartition("@")[0].isascii() else foreign
        raise WrongValue(code)
    if len(address) > EMAIL.maximum:
        code = "email.too_long"
        raise WrongValue(code)
    return address


def _validated(typed: str) -> str | None:
    """Return the address in ASCII, or nothing: the library's reasons quote it."""
    try:
        checked = validate_email(
            typed,
            allow_smtputf8=False,  # mail servers in use refuse «ñ» before the @
            check_deliverability=False,
            # Lets `.test` pass: such an address harms nobody, and trials use it.
            test_environment=True,
        )
    except (EmailNotValidError, UnicodeError):
        return None
    return checked.ascii_email
