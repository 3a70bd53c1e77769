"""Numbers of documents, found in any text: a name of a file, or what was pasted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from asystec_web.forms.types.clave import Clave
from asystec_web.forms.types.consecutive_number import ConsecutiveNumber
from asystec_web.forms.types.typed import plain
from asystec_web.forms.types.wrong_value import WrongValue

# What looks like a clave: fifty signs in one piece, or digits in groups as some
# programs print them. «Anexos v4.4», page 68, names the file of a receiver's message
# after the clave it answers and, behind a dash, its own number.
_PIECE: Final = r"506[0-9A-Za-z]{47}"
# Between letters, as in `FE506….xml`, only what can hardly be anything else.
_CERTAIN: Final = r"506[0-9]{6}[0-9A-Za-z]{12}[0-9]{20}[1-3][0-9]{8}"
_GAP: Final = r"[\s-]{0,2}"
_GROUPS: Final = (
    rf"506(?:{_GAP}[0-9]){{6}}(?:{_GAP}[0-9A-Z]){{12}}(?:{_GAP}[0-9]){{29}}"
)
_BROKEN: Final = r"506[0-9A-Za-z]{37,60}"
_CONSECUTIVE: Final = r"[0-9]{3}[ -]?[0-9]{5}[ -]?[0-9]{2}[ -]?[0-9]{10}"
_NUMBERS: Final = re.compile(
    rf"(?<![0-9])(?P<certain>{_CERTAIN})(?:-(?P<answer>[0-9]{{20}}))?(?![0-9])"
    rf"|(?<![0-9A-Za-z])(?:"
    rf"(?P<clave>{_PIECE}|{_GROUPS})(?:-(?P<message>[0-9]{{20}}))?"
    rf"|(?P<consecutive>{_CONSECUTIVE})|(?P<broken>{_BROKEN})"
    rf")(?![0-9A-Za-z])"
)
# There are signs that are eighteen letters once they are written plainly, so it is
# done piece by piece, up to a bound.
_SLICE: Final = 4096
_LONGEST: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A document's number, and what tells whose it is.

    Attributes:
        numbered_by: The padded cédula of who numbered it; empty when nothing says.
        answers: The padded cédula of whose document it answers, for a message.
    """

    consecutive: ConsecutiveNumber
    numbered_by: str = ""
    answers: str = ""
    day: date | None = None

    @classmethod
    def of_clave(cls, clave: Clave) -> "WrittenNumber":
        """Take the document that a clave identifies."""
        return cls(clave.consecutive, clave.cedula, day=clave.issued_on)

    @classmethod
    def of_message(
        cls, clave: Clave, own: ConsecutiveNumber, numbered_by: str = ""
    ) -> "WrittenNumber":
        """Take a receiver's message about the document of a clave.

        Raises:
            WrongValue: The number is not one of a message.
        """
        if not own.kind.is_receptor_message:
            code = "consecutive.wrong_parts"
            raise WrongValue(code)
        return cls(own, numbered_by, clave.cedula)

    def is_of(self, cedula: str) -> bool:
        """Tell whether a business, by its padded cédula, numbered it."""
        return self.numbered_by in {"", cedula} and self.answers != cedula


def find_numbers(text: str) -> Iterator[WrittenNumber | None]:
    """Find the numbers in a text; None for each that only looks like one."""
    for found in _NUMBERS.finditer(_readable(text)):
        try:
            yield _number(found)
        except WrongValue:
            yield None


def _readable(text: str) -> str:
    written = ""
    for at in range(0, len(text), _SLICE):
        written += plain(text[at : at + _SLICE])
        if len(written) > _LONGEST:
            break
    return written


def _number(found: re.Match[str]) -> WrittenNumber:
    if found["consecutive"]:
        return WrittenNumber(ConsecutiveNumber.parse(found["consecutive"]))
    clave = Clave.parse(found["certain"] or found["clave"] or "")
    if message := found["answer"] or found["message"]:
        own = ConsecutiveNumber.parse(message)
        return WrittenNumber.of_message(clave, own)
    return WrittenNumber.of_clave(clave)
