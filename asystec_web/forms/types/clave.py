"""The fifty characters that identify a document in the whole country."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from asystec_web.forms.types.consecutive_number import ConsecutiveNumber
from asystec_web.forms.types.typed import compact
from asystec_web.forms.types.wrong_value import WrongValue

LENGTH: Final = 50
COUNTRY: Final = "506"
_LONGEST_TYPED: Final = 256
# Since November 2026 any character may be a letter by the schema; of the parts only
# the cédula of a company has a reason to, and the security code is the issuer's own.
_CEDULA: Final = re.compile(r"[0-9A-Z]{12}")
_SITUATION: Final = re.compile(r"[1-3]")  # normal, contingency, without internet
_SECURITY: Final = re.compile(r"[0-9A-Z]{8}")
_DATE: Final = re.compile(r"[0-9]{6}")
_CENTURY: Final = 2000


@dataclass(frozen=True, slots=True)
class Clave:
    """The key of a document («Anexos v4.4», notes 3 and 4.1).

    Attributes:
        issued_on: The day of issue; the key keeps two digits of its year.
        cedula: Of whoever made the document out, padded to twelve characters.
        consecutive: The document's number within its issuer.
    """

    issued_on: date
    cedula: str
    consecutive: ConsecutiveNumber
    situation: str
    security: str

    def __post_init__(self) -> None:
        """Refuse parts of another form than they have in a key."""
        wrong = (
            not _CENTURY <= self.issued_on.year < _CENTURY + 100
            or not _CEDULA.fullmatch(self.cedula)
            # Messages have a number of their own, but bear somebody else's key.
            or self.consecutive.kind.is_receptor_message
            or not _SITUATION.fullmatch(self.situation)
            or not _SECURITY.fullmatch(self.security)
        )
        if wrong:
            code = "clave.wrong_parts"
            raise WrongValue(code)

    @property
    def text(self) -> str:
        """The fifty characters, as they stand in a document."""
        return (
            f"{COUNTRY}{self.issued_on:%d%m%y}{self.cedula}"
            f"{self.consecutive.text}{self.situation}{self.security}"
        )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a key, with any dashes and blanks between and in any case.

        Raises:
            WrongValue: It has another length, or a part of it does not exist.
        """
        written = compact(text).upper() if len(text) <= _LONGEST_TYPED else ""
        code = ""
        if len(written) != LENGTH or not (written.isascii() and written.isalnum()):
            code = "clave.wrong_shape"
        elif not written.startswith(COUNTRY):
            code = "clave.wrong_parts"
        if code:
            raise WrongValue(code)
        return cls(
            _day(written[3:9]),
            written[9:21],
            ConsecutiveNumber.parse(written[21:41]),
            written[41],
            written[42:],
        )


def _day(digits: str) -> date:
    code = "clave.wrong_parts"
    if not _DATE.fullmatch(digits):
        raise WrongValue(code)
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    try:
        return date(_CENTURY + year, month, day)
    except ValueError:
        raise WrongValue(code) from None
