"""The next number of each document type at one branch and terminal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from asystec_web.catalog.documents import MAX_BRANCH, MAX_TERMINAL, DocumentType
from asystec_web.errors import InvalidForm
from asystec_web.flow.numbering import Place
from asystec_web.forms.fields import text
from asystec_web.forms.form import controls
from asystec_web.forms.types.document_number import DocumentNumber
from asystec_web.forms.types.wrong_value import WrongValue


def field_of(document_type: DocumentType) -> str:
    """Name the control of a document type."""
    return f"next_{document_type.value}"


FIELDS: Final = tuple(field_of(kind) for kind in DocumentType)
PLACE_FIELDS: Final = ("branch", "terminal")


def place_of(branch: str, terminal: str) -> Place | None:
    """Read where numbers count, as far as it can be read."""
    try:
        place = Place(
            DocumentNumber.parse(branch).value, DocumentNumber.parse(terminal).value
        )
    except WrongValue:
        return None
    fits = 1 <= place.branch <= MAX_BRANCH and 1 <= place.terminal <= MAX_TERMINAL
    return place if fits else None


@dataclass(frozen=True, slots=True)
class ConsecutivesForm:
    """Where the numbers count, and which number comes next.

    Attributes:
        next_numbers: By document type; 0 when none was issued yet.
    """

    branch: int
    terminal: int
    next_numbers: Mapping[DocumentType, int]

    @classmethod
    def parse(cls, submitted: object) -> "ConsecutivesForm":
        """Read a submission.

        Raises:
            InvalidForm: With the code of a sentence for each refused field.
        """
        given = controls(submitted)
        errors: dict[str, str] = {}

        def number(name: str) -> int:
            try:
                return DocumentNumber.parse(text(given.get(name) or "")).value
            except WrongValue as wrong:
                errors[name] = wrong.code
                return 0

        branch, terminal = number("branch"), number("terminal")
        if "branch" not in errors and not 1 <= branch <= MAX_BRANCH:
            errors["branch"] = "branch.out_of_range"
        if "terminal" not in errors and not 1 <= terminal <= MAX_TERMINAL:
            errors["terminal"] = "terminal.out_of_range"
        numbers = {kind: number(field_of(kind)) for kind in DocumentType}
        if errors:
            raise InvalidForm(errors)
        return cls(branch, terminal, numbers)
