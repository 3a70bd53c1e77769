from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.catalog.documents import (
    MAX_BRANCH,
    MAX_NUMBER,
    MAX_TERMINAL,
    DocumentType,
)
from asystec_web.forms.types.clave import Clave
from asystec_web.forms.types.consecutive_number import ConsecutiveNumber
from asystec_web.forms.types.wrong_value import WrongValue

CONSECUTIVE = "00100001010000000042"
CLAVE = f"506261126003101999999{CONSECUTIVE}112345678"
DOCUMENTS = [kind for kind in DocumentType if not kind.is_receptor_message]

consecutives = st.builds(
    ConsecutiveNumber,
    st.integers(1, MAX_BRANCH),
    st.integers(1, MAX_TERMINAL),
    st.sampled_from(DocumentType),
    st.integers(1, MAX_NUMBER),
)
claves = st.builds(
    Clave,
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.from_regex(r"[0-9A-Z]{12}", fullmatch=True),
    st.builds(
        ConsecutiveNumber,
        st.integers(1, MAX_BRANCH),
        st.integers(1, MAX_TERMINAL),
        st.sampled_from(DOCUMENTS),
        st.integers(1, MAX_NUMBER),
    ),
    st.sampled_from("123"),
    st.from_regex(r"[0-9A-Z]{8}", fullmatch=True),
)
any_text = st.one_of(
    st.text(st.characters()),
    st.text("0123456789 -٣\uff13", max_size=64),
    st.from_regex(r"506[0-9A-Za-z]{46,48}", fullmatch=True),
    claves.map(lambda clave: clave.text),
)


@given(consecutives)
def test_a_consecutive_is_read_as_it_is_written(number: ConsecutiveNumber) -> None:
    assert len(number.text) == 20
    assert ConsecutiveNumber.parse(number.text) == number


@given(claves)
def test_a_clave_is_read_as_it_is_written(clave: Clave) -> None:
    assert len(clave.text) == 50
    assert Clave.parse(clave.text) == clave
    assert Clave.parse(clave.text.lower()) == clave
    assert clave.consecutive.text in clave.text


@given(any_text)
def test_any_text_is_a_number_in_one_form_or_refused(typed: str) -> None:
    for kind in (Clave, ConsecutiveNumber):
        try:
            read = kind.parse(typed)
        except WrongValue:
            continue
        assert kind.parse(read.text) == read


def test_the_parts_of_a_clave() -> None:
    clave = Clave.parse(CLAVE)

    assert clave.issued_on == date(2026, 11, 26)
    assert clave.cedula == "003101999999"
    assert clave.consecutive == ConsecutiveNumber(1, 1, DocumentType.INVOICE, 42)
    assert (clave.situation, clave.security) == ("1", "12345678")


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(f" {CLAVE}\n", id="blanks around"),
        pytest.param(" ".join(CLAVE[at : at + 10] for at in range(0, 50, 10)), id="10"),
        pytest.param(f"{CLAVE[:25]}\u200b-\n{CLAVE[25:]}", id="broken in a PDF"),
        pytest.param(CLAVE.translate({49: "\uff11"}), id="full width"),
    ],
)
def test_a_clave_may_come_as_it_was_copied(typed: str) -> None:
    assert Clave.parse(typed).text == CLAVE


def test_a_company_with_a_letter_has_it_in_its_claves() -> None:
    written = CLAVE.replace("3101999999", "3101a00001")

    assert Clave.parse(written).cedula == "003101A00001"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        pytest.param("", "shape", id="empty"),
        pytest.param(CLAVE[:-1], "shape", id="too short"),
        pytest.param(CLAVE + "1", "shape", id="too long"),
        pytest.param(CLAVE * 5000, "shape", id="endless"),
        pytest.param(CLAVE[:-1] + "ñ", "shape", id="a letter of no schema"),
        pytest.param("507" + CLAVE[3:], "parts", id="another country"),
        pytest.param(CLAVE.replace("261126", "310226"), "parts", id="no such day"),
        pytest.param(CLAVE.replace("261126", "2611A6"), "parts", id="a day of letters"),
        pytest.param(CLAVE[:41] + "4" + CLAVE[42:], "parts", id="situation 4"),
        pytest.param(
            CLAVE.replace("0000101000", "0000105000"), "parts", id="a message's type"
        ),
    ],
)
def test_what_is_no_clave_is_refused(typed: str, problem: str) -> None:
    with pytest.raises(WrongValue) as refused:
        Clave.parse(typed)

    assert refused.value.code == f"clave.wrong_{problem}"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        pytest.param("", "shape", id="empty"),
        pytest.param("42", "shape", id="only the number"),
        pytest.param(CONSECUTIVE * 9999, "shape", id="endless"),
        pytest.param(CONSECUTIVE[:-1] + "x", "shape", id="a letter"),
        pytest.param("00000001010000000042", "parts", id="no branch"),
        pytest.param("00100000010000000042", "parts", id="no terminal"),
        pytest.param("00100001110000000042", "parts", id="no such type"),
        pytest.param("00100001010000000000", "parts", id="no number"),
    ],
)
def test_what_is_no_consecutive_is_refused(typed: str, problem: str) -> None:
    with pytest.raises(WrongValue) as refused:
        ConsecutiveNumber.parse(typed)

    assert refused.value.code == f"consecutive.wrong_{problem}"


def test_a_consecutive_may_be_written_in_its_parts() -> None:
    typed = "001-00001-01-0000000042"

    assert ConsecutiveNumber.parse(typed).text == CONSECUTIVE
