import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.forms.types.document_number import DocumentNumber
from asystec_web.forms.types.wrong_value import WrongValue

any_text = st.one_of(
    st.text(st.characters()),
    st.text("0123456789.,- ٣\uff13", max_size=24),
    st.from_regex(r"[0-9]{4}[.,-]?[0-9]", fullmatch=True),
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("0", 0, id="none-issued"),
        pytest.param("6", 6, id="digit"),
        pytest.param(" 000123 ", 123, id="zeros"),
        pytest.param("1 234", 1234, id="blank-inside"),
        pytest.param("1\u00a0234", 1234, id="no-break-blank"),
        pytest.param("1.000", 1000, id="dot-between-thousands"),
        pytest.param("1,234", 1234, id="comma-between-thousands"),
        pytest.param("9.999.999.999", 9_999_999_999, id="largest-in-thousands"),
        pytest.param("٦", 6, id="arabic-digit"),
        pytest.param("9999999999", 9_999_999_999, id="largest"),
        pytest.param("0" * 19 + "6", 6, id="twenty-digits-of-zeros"),
    ],
)
def test_a_document_number_is_read_in_any_writing(typed: str, value: int) -> None:
    assert DocumentNumber.parse(typed) == DocumentNumber(value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param(" \u200b", "empty", id="blank"),
        pytest.param("seis", "not_whole", id="words"),
        pytest.param("1.5", "not_whole", id="decimal"),
        pytest.param("1,23", "not_whole", id="comma"),
        pytest.param("0.100", "not_whole", id="decimal in three digits"),
        pytest.param("1.00", "not_whole", id="a group of two"),
        pytest.param("1.0000", "not_whole", id="a group of four"),
        pytest.param("1234.567", "not_whole", id="four before a group"),
        pytest.param("1.234,567", "not_whole", id="dot and comma"),
        pytest.param("1.000,00", "not_whole", id="an amount"),
        pytest.param(".500", "not_whole", id="nothing before a dot"),
        pytest.param("-1.000", "negative", id="negative in thousands"),
        pytest.param("99.999.999.999", "too_large", id="too large in thousands"),
        pytest.param("1e3", "not_whole", id="exponent"),
        pytest.param("+6", "not_whole", id="plus"),
        pytest.param("1_000", "not_whole", id="underscore"),
        pytest.param("½", "not_whole", id="fraction"),
        pytest.param("--5", "not_whole", id="two-dashes"),
        pytest.param("-5", "negative", id="negative"),
        pytest.param("\u22125", "negative", id="minus-sign"),
        pytest.param("10000000000", "too_large", id="eleven-digits"),
        pytest.param("9" * 100_000, "too_large", id="endless"),
        pytest.param("00100001010000000042", "whole_consecutive", id="consecutive"),
    ],
)
def test_what_is_no_document_number_is_refused(typed: str, code: str) -> None:
    with pytest.raises(WrongValue) as refused:
        DocumentNumber.parse(typed)

    assert str(refused.value) == f"document_number.{code}"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        pytest.param(-1, "negative", id="negative"),
        pytest.param(10**10, "too_large", id="too-large"),
    ],
)
def test_a_document_number_out_of_range_cannot_be_built(value: int, code: str) -> None:
    with pytest.raises(WrongValue, match=code):
        DocumentNumber(value)


@given(st.integers(0, 9_999_999_999))
def test_reading_a_written_document_number_gives_the_same(value: int) -> None:
    number = DocumentNumber(value)

    assert DocumentNumber.parse(str(number)) == number
    assert DocumentNumber.parse(f" {value:010}") == number


@given(any_text)
def test_any_text_is_a_document_number_or_refused(typed: str) -> None:
    try:
        number = DocumentNumber.parse(typed)
    except WrongValue:
        return

    assert 0 <= number.value <= 9_999_999_999
    assert DocumentNumber.parse(str(number)) == number
