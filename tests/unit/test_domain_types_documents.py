import pytest

from asystec_web.catalog.documents import (
    MAX_NUMBER,
    DocumentType,
    consecutive_number,
    first_to_issue,
)


def test_documents_come_in_the_order_of_the_screen() -> None:
    assert [(each.value, each.label) for each in DocumentType] == [
        ("01", "Factura Electrónica"),
        ("03", "Nota de Crédito Electrónica"),
        ("02", "Nota de Débito Electrónica"),
        ("04", "Tiquete Electrónico"),
        ("08", "Factura Electrónica de Compra"),
        ("09", "Factura Electrónica de Exportación"),
        ("10", "Recibo Electrónico de Pago"),
        ("05", "Confirmación de aceptación"),
        ("06", "Confirmación de aceptación parcial"),
        ("07", "Confirmación de rechazo"),
    ]


def test_a_document_type_is_its_code() -> None:
    assert DocumentType("02") is DocumentType.DEBIT_NOTE
    assert f"{DocumentType.CREDIT_NOTE}" == "03"


def test_only_the_confirmations_are_receptor_messages() -> None:
    messages = [each.value for each in DocumentType if each.is_receptor_message]

    assert messages == ["05", "06", "07"]


@pytest.mark.parametrize(
    ("branch", "terminal", "code", "number", "expected"),
    [
        pytest.param(1, 1, "01", 1, "00100001010000000001", id="first"),
        pytest.param(1, 1, "01", 42, "00100001010000000042", id="usual"),
        pytest.param(999, 99_999, "10", MAX_NUMBER, "99999999109999999999", id="last"),
    ],
)
def test_a_consecutive_number_has_twenty_digits(
    branch: int, terminal: int, code: str, number: int, expected: str
) -> None:
    assert consecutive_number(branch, terminal, code, number) == expected


@pytest.mark.parametrize(
    ("branch", "terminal", "code", "number"),
    [
        pytest.param(0, 1, "01", 1, id="no-branch"),
        pytest.param(1000, 1, "01", 1, id="branch-too-large"),
        pytest.param(1, 0, "01", 1, id="no-terminal"),
        pytest.param(1, 100_000, "01", 1, id="terminal-too-large"),
        pytest.param(1, 1, "01", 0, id="no-number"),
        pytest.param(1, 1, "01", MAX_NUMBER + 1, id="number-too-large"),
        pytest.param(1, 1, "11", 1, id="no-such-type"),
        pytest.param(1, 1, "1", 1, id="type-without-zero"),
    ],
)
def test_parts_that_do_not_fit_are_refused(
    branch: int, terminal: int, code: str, number: int
) -> None:
    with pytest.raises(ValueError, match=r"fit|valid"):
        consecutive_number(branch, terminal, code, number)


@pytest.mark.parametrize(
    ("stored", "first"),
    [
        pytest.param(0, 1, id="none-issued"),
        pytest.param(1, 1, id="first"),
        pytest.param(6, 6, id="five-issued"),
        pytest.param(MAX_NUMBER, MAX_NUMBER, id="last"),
    ],
)
def test_the_stored_number_is_the_next_one(stored: int, first: int) -> None:
    assert first_to_issue(stored) == first
