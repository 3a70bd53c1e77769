"""The number of the next document of a kind."""

import re
from dataclasses import dataclass
from typing import Final, Self

from asystec_web.catalog.documents import MAX_NUMBER
from asystec_web.forms.types.limits import TYPED_MAXIMUM
from asystec_web.forms.types.typed import plain
from asystec_web.forms.types.wrong_value import WrongValue

_WHOLE_CONSECUTIVE: Final = 20  # branch, terminal, type and number, all together
# 1.000 and 1,000 are the same here: no document has half a number.
_IN_THOUSANDS: Final = re.compile(
    r"-?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+)"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number of up to ten digits; 0 says that none was issued yet."""

    value: int

    def __post_init__(self) -> None:
        """Refuse what ten digits cannot hold."""
        if self.value < 0:
            code = "document_number.negative"
            raise WrongValue(code)
        if self.value > MAX_NUMBER:
            code = "document_number.too_large"
            raise WrongValue(code)

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a whole number, with any blanks between and zeros in front.

        Dots or commas may set its thousands apart.

        Raises:
            WrongValue: It is empty, not a whole number, or out of range.
        """
        if len(text) > TYPED_MAXIMUM:
            code = "document_number.too_large"
            raise WrongValue(code)
        typed = "".join(plain(text).split())
        if _IN_THOUSANDS.fullmatch(typed):
            typed = typed.replace(".", "").replace(",", "")
        digits = typed.removeprefix("-")
        code = ""
        if not typed:
            code = "document_number.empty"
        elif not (digits.isascii() and digits.isdigit()):
            code = "document_number.not_whole"
        elif digits != typed:
            code = "document_number.negative"
        elif len(digits) == _WHOLE_CONSECUTIVE and not digits.startswith("000"):
            code = "document_number.whole_consecutive"
        if code:
            raise WrongValue(code)
        return cls(int(digits))
