"""The numbers in what people hand over, told apart from those of others."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from asystec_web.flow.numbering import Tally
from asystec_web.forms.given_documents import GivenDocuments, GivenFile
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.clave import Clave
from asystec_web.forms.types.consecutive_number import ConsecutiveNumber
from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.forms.written_numbers import WrittenNumber, find_numbers
from asystec_web.services.invoice_xml import InvoiceXml, read_head

_PACKED = (".zip", ".rar", ".7z")


@dataclass(slots=True)
class Understood:
    """What was made of some files or of a text.

    Attributes:
        given: How many files, or numbers in a text, there were.
        own: How many of them the business numbered.
        received: How many somebody else did, such as its suppliers.
        unclear: How many say no number.
        stranger: The padded cédula of somebody else, as an example.
        puzzling: The name of a file that says no number, as an example.
        packed: Whether one of those has other files in it.
    """

    tally: Tally = field(default_factory=Tally)
    given: int = 0
    own: int = 0
    received: int = 0
    unclear: int = 0
    stranger: str = ""
    puzzling: str = ""
    packed: bool = False

    def add(self, other: "Understood") -> None:
        """Count in what another message of the same choice brought."""
        self.tally = Tally.of_all([self.tally, other.tally])
        self.given += other.given
        self.own += other.own
        self.received += other.received
        self.unclear += other.unclear
        self.stranger = self.stranger or other.stranger
        self.puzzling = self.puzzling or other.puzzling
        self.packed |= other.packed

    def count(self, number: WrittenNumber | None, own: str, name: str = "") -> None:
        """Count one; None is one that says no number."""
        self.given += 1
        if number is None:
            self.unclear += 1
            self.puzzling = self.puzzling or name
            self.packed |= name.lower().endswith(_PACKED)
        elif number.is_of(own):
            self.own += 1
            self.tally.add(number.consecutive, number.day)
        else:
            self.received += 1
            self.stranger = self.stranger or number.numbered_by


async def understand(given: GivenDocuments, own: Cedula) -> Understood:
    """Read everything away from the event loop; nothing of it is kept."""
    return await asyncio.to_thread(_understand, given, own.padded)


def _understand(given: GivenDocuments, own: str) -> Understood:
    understood = Understood()
    for number in find_numbers(given.text):
        understood.count(number, own)
    for file in given.files:
        numbers = [number for number in _numbers(file) if number is not None]
        understood.count(next(iter(numbers), None), own, file.name)
    return understood


def _numbers(file: GivenFile) -> Iterator[WrittenNumber | None]:
    """Give what a file says of itself; its content knows better than its name."""
    if file.head:
        with suppress(WrongValue):
            yield _of_xml(read_head(file.head))
    yield from find_numbers(file.name)


def _of_xml(document: InvoiceXml) -> WrittenNumber:
    written = document.text("Clave")
    if document.kind == "MensajeReceptor":
        own = ConsecutiveNumber.parse(document.text("NumeroConsecutivoReceptor"))
        sender = _padded(document.text("NumeroCedulaReceptor"))
        return WrittenNumber.of_message(Clave.parse(written), own, sender)
    with suppress(WrongValue):
        return WrittenNumber.of_clave(Clave.parse(written))
    number = ConsecutiveNumber.parse(document.text("NumeroConsecutivo"))
    return WrittenNumber(number, _padded(document.text("Emisor/Identificacion/Numero")))


def _padded(number: str) -> str:
    """Write a cédula as claves have it; one that is none is nobody's of ours."""
    try:
        return Cedula.parse(number).padded
    except WrongValue:
        return "?"
