"""The twenty digits that identify a document within its issuer."""

from dataclasses import dataclass
from typing import Final, Self

from asystec_web.catalog.documents import DocumentType, consecutive_number
from asystec_web.forms.types.limits import TYPED_MAXIMUM
from asystec_web.forms.types.typed import compact
from asystec_web.forms.types.wrong_value import WrongValue

LENGTH: Final = 20


@dataclass(frozen=True, slots=True)
class ConsecutiveNumber:
    """Branch, terminal, type of document and number («Anexos v4.4», note 3)."""

    branch: int
    terminal: int
    kind: DocumentType
    number: int

    def __post_init__(self) -> None:
        """Refuse parts that do not fit their digits."""
        code = ""
        try:
            consecutive_number(self.branch, self.terminal, self.kind, self.number)
        except ValueError:
            code = "consecutive.wrong_parts"
        if code:
            raise WrongValue(code)

    @property
    def text(self) -> str:
        """The twenty digits, as they stand in a document."""
        return consecutive_number(self.branch, self.terminal, self.kind, self.number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the digits, with any dashes and blanks between.

        Raises:
            WrongValue: They are not twenty, or a part of them does not exist.
        """
        digits = compact(text) if len(text) <= TYPED_MAXIMUM else ""
        kinds = {kind.value for kind in DocumentType}
        code = ""
        if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
            code = "consecutive.wrong_shape"
        elif digits[8:10] not in kinds:
            code = "consecutive.wrong_parts"
        if code:
            raise WrongValue(code)
        kind = DocumentType(digits[8:10])
        return cls(int(digits[:3]), int(digits[3:8]), kind, int(digits[10:]))
