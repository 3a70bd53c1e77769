"""The electronic documents of v4.4, and how their consecutive number is written."""

from enum import StrEnum
from typing import Final, Self

# «Anexos y estructuras v4.4», note 3: three digits of branch, five of terminal,
# two of document type, ten of number.
MAX_BRANCH: Final = 999
MAX_TERMINAL: Final = 99_999
MAX_NUMBER: Final = 9_999_999_999


class DocumentType(StrEnum):
    """A kind of document, worth its code; listed in the order people see them."""

    label: str

    # Credit before debit is how screens list them, though 02 is the debit note.
    INVOICE = "01", "Factura Electrónica"
    CREDIT_NOTE = "03", "Nota de Crédito Electrónica"
    DEBIT_NOTE = "02", "Nota de Débito Electrónica"
    TICKET = "04", "Tiquete Electrónico"
    PURCHASE_INVOICE = "08", "Factura Electrónica de Compra"
    EXPORT_INVOICE = "09", "Factura Electrónica de Exportación"
    PAYMENT_RECEIPT = "10", "Recibo Electrónico de Pago"
    ACCEPTANCE = "05", "Confirmación de aceptación"
    PARTIAL_ACCEPTANCE = "06", "Confirmación de aceptación parcial"
    REJECTION = "07", "Confirmación de rechazo"

    def __new__(cls, code: str, label: str) -> Self:
        """Make the code the value, and keep the label beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @property
    def is_receptor_message(self) -> bool:
        """Whether it answers somebody else's document instead of being one."""
        return self in RECEPTOR_MESSAGES


RECEPTOR_MESSAGES: Final = (
    DocumentType.ACCEPTANCE,
    DocumentType.PARTIAL_ACCEPTANCE,
    DocumentType.REJECTION,
)


def first_to_issue(next_number: int) -> int:
    """Return the number of the next document, where 0 says that none was issued."""
    return max(next_number, 1)


def consecutive_number(
    branch: int, terminal: int, document_type: str, number: int
) -> str:
    """Write the 20 digits that identify a document within its issuer.

    Args:
        branch: 1 is the head office.
        terminal: 1 where there is one point of sale, or a central server.
        document_type: One of the codes of `DocumentType`.
        number: Counts from 1 for each branch, terminal and document type.

    Raises:
        ValueError: A part does not fit its digits, or the type does not exist.
    """
    fits = (
        1 <= branch <= MAX_BRANCH
        and 1 <= terminal <= MAX_TERMINAL
        and 1 <= number <= MAX_NUMBER
    )
    if not fits:
        message = "a consecutive number has parts that do not fit their digits"
        raise ValueError(message)
    code = DocumentType(document_type).value
    return f"{branch:03}{terminal:05}{code}{number:010}"
