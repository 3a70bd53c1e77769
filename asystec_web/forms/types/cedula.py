"""The number under which a taxpayer is registered."""

import re
from dataclasses import dataclass
from typing import Final, Self

from stdnum.cr import cpj

from asystec_web.forms.types.limits import TYPED_MAXIMUM
from asystec_web.forms.types.typed import compact
from asystec_web.forms.types.wrong_value import WrongValue

PERSON: Final = "01"
COMPANY: Final = "02"
DIMEX: Final = "03"
NITE: Final = "04"

# No kind has a check digit. The letter is the one that companies registered from
# November 2026 may carry. python-stdnum formats, but does not decide: it refuses that
# letter and any company class younger than it is, and gives a person's number the
# leading zero that Hacienda refuses.
_SHAPES: Final = {
    PERSON: re.compile(r"[1-9][0-9]{8}"),
    COMPANY: re.compile(r"[2-5][0-9]{3}[0-9A-Z][0-9]{5}"),
    DIMEX: re.compile(r"[1-9][0-9]{10,11}"),
    NITE: re.compile(r"[0-9]{10}"),
}
_SHORTEST, _LONGEST = 9, 12
_PADDED_LENGTH = 12
_COMPANY_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Cedula:
    """An identification that may issue documents, of one of the kinds 01 to 04."""

    kind: str
    number: str

    def __post_init__(self) -> None:
        """Refuse any form but the one that is kept."""
        shape = _SHAPES.get(self.kind)
        if shape is None:
            code = "cedula.wrong_kind"
            raise WrongValue(code)
        if not shape.fullmatch(self.number):
            code = "cedula.wrong_shape"
            raise WrongValue(code)

    @classmethod
    def parse(cls, text: str, kind: str | None = None) -> Self:
        """Read an identification as people write it.

        Args:
            text: With any dashes, blanks and leading zeros.
            kind: The code of its kind where it is known. Otherwise the length and the
                first digit tell: a company begins with 2 to 5, DIMEX with anything
                else, and ten digits that are neither company nor person are a NITE.

        Raises:
            WrongValue: It is none of the four kinds, or not of the given one.
        """
        number = _number(text)
        if kind is None:
            number = number.lstrip("0")
            kind = _kind_of(number)
        return cls(kind, _bare(number, kind))

    @property
    def formatted(self) -> str:
        """The way it is printed: 1-1111-1111, 3-101-999999, the others as they are."""
        number = self.number
        if self.kind == PERSON:
            return f"{number[0]}-{number[1:5]}-{number[5:]}"
        if self.kind == COMPANY:
            return cpj.format(number)
        return number

    @property
    def padded(self) -> str:
        """The twelve characters it takes in a document's key."""
        return self.number.zfill(_PADDED_LENGTH)


def _number(text: str) -> str:
    if len(text) > TYPED_MAXIMUM:
        code = "cedula.too_long"
        raise WrongValue(code)
    number = compact(text).upper()
    code = ""
    if not number:
        code = "cedula.empty"
    elif not (number.isascii() and number.isalnum()):
        code = "cedula.bad_characters"
    elif len(number) < _SHORTEST:
        code = "cedula.too_short"
    elif len(number) > _LONGEST:
        code = "cedula.too_long"
    if code:
        raise WrongValue(code)
    return number


def _kind_of(number: str) -> str:
    if len(number) == _SHORTEST:
        return PERSON
    if number[:1] in {"2", "3", "4", "5"}:
        return COMPANY
    return NITE if len(number) <= _COMPANY_LENGTH else DIMEX


def _bare(number: str, kind: str) -> str:
    """Take away the zeros in front and the check digits behind a company's number."""
    if kind == NITE:
        # A NITE may begin with a zero, so only the padding to twelve goes.
        return number.removeprefix("00") if len(number) == _PADDED_LENGTH else number
    significant = number.lstrip("0")
    if kind == COMPANY and len(significant) == _PADDED_LENGTH:
        checks = significant[_COMPANY_LENGTH:]
        return significant[:_COMPANY_LENGTH] if checks.isdigit() else significant
    return significant
