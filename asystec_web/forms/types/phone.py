"""A telephone number, as a document carries it."""

import re
from dataclasses import dataclass
from typing import Final, Self

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from asystec_web.forms.types.limits import PHONE_NUMBER, TYPED_MAXIMUM
from asystec_web.forms.types.typed import compact, plain
from asystec_web.forms.types.wrong_value import WrongValue

_HOME: Final = "CR"
_HOME_COUNTRY: Final = 506
_EXTENSION = re.compile(r"\d\D*(?:ext|anexo|x|#)[^\d]*\d", re.IGNORECASE | re.ASCII)
# Ranges that the numbering plan opens after the library's release must pass as well,
# as long as they begin like the lines and mobiles of today.
_HOME_SUBSCRIBER = re.compile(r"[245678][0-9]{7}")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number people can call.

    Attributes:
        country: The calling code, such as 506.
        number: The digits dialled within the country.
    """

    country: str
    number: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number in any usual writing; without a + it is Costa Rican.

        Raises:
            WrongValue: It is empty, no number that exists, or has an extension.
        """
        parsed = _parsed(_dialled(text))
        number = phonenumbers.national_significant_number(parsed)
        code = ""
        # The longest national number that the library reads has 17 digits, so the
        # document's maximum of 20 is never reached.
        if len(number) < PHONE_NUMBER.minimum:
            code = "phone.too_short"
        elif not _exists(parsed, number):
            code = "phone.wrong_shape"
        if code:
            raise WrongValue(code)
        return cls(str(parsed.country_code), number)

    @property
    def formatted(self) -> str:
        """The international writing, such as +506 2222 2222."""
        number = phonenumbers.parse(f"+{self.country}{self.number}")
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def _dialled(text: str) -> str:
    """Return the digits, with the + in front when it was typed."""
    if len(text) > TYPED_MAXIMUM:
        code = "phone.too_long"
        raise WrongValue(code)
    typed = plain(text)
    plus = "+" if typed.strip().strip("(").startswith("+") else ""
    digits = compact(typed.replace("+", "", 1) if plus else typed)
    code = ""
    if not digits:
        code = "phone.empty"
    elif _EXTENSION.search(typed):
        code = "phone.extension"
    elif not (digits.isascii() and digits.isdigit()):
        code = "phone.bad_characters"
    if code:
        raise WrongValue(code)
    return plus + digits


def _parsed(dialled: str) -> PhoneNumber:
    try:
        return phonenumbers.parse(dialled, _HOME)
    except NumberParseException as error:
        failure = error.error_type
    # Raised out here, so that no chained message quotes the number.
    codes = {
        NumberParseException.TOO_LONG: "phone.too_long",
        NumberParseException.TOO_SHORT_NSN: "phone.too_short",
        NumberParseException.TOO_SHORT_AFTER_IDD: "phone.too_short",
        NumberParseException.NOT_A_NUMBER: "phone.too_short",
    }
    raise WrongValue(codes.get(failure, "phone.wrong_shape"))


def _exists(parsed: PhoneNumber, number: str) -> bool:
    if phonenumbers.is_valid_number(parsed):
        return True
    at_home = parsed.country_code == _HOME_COUNTRY
    return at_home and _HOME_SUBSCRIBER.fullmatch(number) is not None
