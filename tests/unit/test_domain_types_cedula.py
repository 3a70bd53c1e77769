import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.wrong_value import WrongValue

cedulas = st.one_of(
    st.builds(Cedula, st.just("01"), st.from_regex(r"[1-9][0-9]{8}", fullmatch=True)),
    st.builds(
        Cedula,
        st.just("02"),
        st.from_regex(r"[2-5][0-9]{3}[0-9A-Z][0-9]{5}", fullmatch=True),
    ),
    st.builds(
        Cedula, st.just("03"), st.from_regex(r"[1-9][0-9]{10,11}", fullmatch=True)
    ),
    st.builds(Cedula, st.just("04"), st.from_regex(r"[0-9]{10}", fullmatch=True)),
)
any_text = st.one_of(
    st.text(st.characters()),  # lone surrogates included
    st.text("0123456789-. A٣\uff13\u2013\u200b", max_size=16),
)


@pytest.mark.parametrize(
    ("typed", "kind", "number"),
    [
        pytest.param("111111111", "01", "111111111", id="person"),
        pytest.param("1-1111-1111", "01", "111111111", id="person-dashes"),
        pytest.param("01-1111-1111", "01", "111111111", id="person-leading-zero"),
        pytest.param("0 1 1111 1111", "01", "111111111", id="person-blanks"),
        pytest.param("000111111111", "01", "111111111", id="person-padded"),
        pytest.param("9 1111 1111", "01", "911111111", id="person-nine"),
        pytest.param("3101999999", "02", "3101999999", id="company"),
        pytest.param(" 3-101-999999 ", "02", "3101999999", id="company-dashes"),
        pytest.param("3.101.999999.", "02", "3101999999", id="company-dots"),
        pytest.param(
            "3\u2013101\u2014999999", "02", "3101999999", id="typographic-dashes"
        ),
        pytest.param("3\u2212101\u2212999999", "02", "3101999999", id="minus-signs"),
        pytest.param("3\u00a0101\u200b999999\n", "02", "3101999999", id="odd-blanks"),
        pytest.param("310199999945", "02", "3101999999", id="company-check-digits"),
        pytest.param("3-101-999999-45", "02", "3101999999", id="company-12-dashes"),
        pytest.param("003101999999", "02", "3101999999", id="company-padded"),
        pytest.param("3-101-a00001", "02", "3101A00001", id="company-letter"),
        pytest.param("3-101-A00001-45", "02", "3101A00001", id="letter-and-checks"),
        pytest.param("٣١٠١٩٩٩٩٩٩", "02", "3101999999", id="arabic-digits"),
        pytest.param(
            "\uff13\uff11\uff10\uff11\uff19\uff19\uff19\uff19\uff19\uff19",
            "02",
            "3101999999",
            id="fullwidth-digits",
        ),
        pytest.param("2-300-042155", "02", "2300042155", id="state"),
        pytest.param("11111111111", "03", "11111111111", id="dimex-11"),
        pytest.param("111111111111", "03", "111111111111", id="dimex-12"),
        pytest.param("011111111111", "03", "11111111111", id="dimex-padded"),
        pytest.param("1111111111", "04", "1111111111", id="nite"),
        pytest.param("001111111111", "04", "1111111111", id="nite-padded"),
    ],
)
def test_a_cedula_is_read_in_any_writing(typed: str, kind: str, number: str) -> None:
    assert Cedula.parse(typed) == Cedula(kind, number)
    assert Cedula.parse(typed, kind) == Cedula(kind, number)


def test_the_kind_decides_where_the_number_does_not() -> None:
    assert Cedula.parse("3101999999", "04") == Cedula("04", "3101999999")
    assert Cedula.parse("310199999945", "03") == Cedula("03", "310199999945")
    assert Cedula.parse("0111111111", "04") == Cedula("04", "0111111111")
    assert Cedula.parse("0111111111", "01") == Cedula("01", "111111111")


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        pytest.param("", None, "cedula.empty", id="empty"),
        pytest.param(" \t\u200b", None, "cedula.empty", id="blank"),
        pytest.param("--", None, "cedula.empty", id="dashes"),
        pytest.param("1-1111-111", None, "cedula.too_short", id="short"),
        pytest.param("1-234-567", None, "cedula.too_short", id="zeros-left-out"),
        pytest.param("1" * 13, None, "cedula.too_long", id="long"),
        pytest.param("1" * 100_000, None, "cedula.too_long", id="endless"),
        pytest.param("3-101-99999$", None, "cedula.bad_characters", id="symbol"),
        pytest.param("3101\u041000001", None, "cedula.bad_characters", id="cyrillic"),
        pytest.param("0 1111 1111", None, "cedula.wrong_shape", id="no-province"),
        pytest.param("3-101-9999999", None, "cedula.wrong_shape", id="one-too-many"),
        pytest.param("A-101-999999", None, "cedula.wrong_shape", id="letter-first"),
        pytest.param("1-1111-111A", None, "cedula.wrong_shape", id="letter-in-person"),
        pytest.param("0000000000", None, "cedula.wrong_shape", id="zeros"),
        pytest.param("0011111111", None, "cedula.wrong_shape", id="nite-of-zeros"),
        pytest.param("310199999A45", None, "cedula.wrong_shape", id="letter-late"),
        pytest.param("3101999999A1", None, "cedula.wrong_shape", id="letter-in-check"),
        pytest.param("3101999999", "01", "cedula.wrong_shape", id="not-a-person"),
        pytest.param("111111111", "02", "cedula.wrong_shape", id="not-a-company"),
        pytest.param("111111111", "05", "cedula.wrong_kind", id="foreigner"),
        pytest.param("111111111", "", "cedula.wrong_kind", id="no-kind"),
    ],
)
def test_what_is_no_cedula_is_refused_with_its_cause(
    typed: str, kind: str | None, code: str
) -> None:
    with pytest.raises(WrongValue) as refused:
        Cedula.parse(typed, kind)

    assert refused.value.code == str(refused.value) == code


def test_only_the_kept_form_can_be_built() -> None:
    with pytest.raises(WrongValue, match="wrong_shape"):
        Cedula("02", "3-101-999999")
    with pytest.raises(WrongValue, match="wrong_shape"):
        Cedula("01", "111111111\n")


@pytest.mark.parametrize(
    ("cedula", "formatted", "padded"),
    [
        pytest.param(
            Cedula("01", "111111111"), "1-1111-1111", "000111111111", id="person"
        ),
        pytest.param(
            Cedula("02", "3101999999"), "3-101-999999", "003101999999", id="company"
        ),
        pytest.param(
            Cedula("02", "3101A00001"), "3-101-A00001", "003101A00001", id="letter"
        ),
        pytest.param(
            Cedula("03", "11111111111"), "11111111111", "011111111111", id="dimex-11"
        ),
        pytest.param(
            Cedula("03", "111111111111"), "111111111111", "111111111111", id="dimex-12"
        ),
        pytest.param(
            Cedula("04", "1111111111"), "1111111111", "001111111111", id="nite"
        ),
    ],
)
def test_a_cedula_is_written_for_people_and_for_the_key(
    cedula: Cedula, formatted: str, padded: str
) -> None:
    assert cedula.formatted == formatted
    assert cedula.padded == padded


@given(cedulas)
def test_reading_what_was_written_gives_the_same_cedula(cedula: Cedula) -> None:
    for written in (cedula.formatted, cedula.padded, cedula.number):
        assert Cedula.parse(written, cedula.kind) == cedula


@given(any_text, st.sampled_from([None, "01", "02", "03", "04", "05", "x"]))
def test_any_text_is_a_cedula_in_one_form_or_refused(
    typed: str, kind: str | None
) -> None:
    try:
        cedula = Cedula.parse(typed, kind)
    except WrongValue:
        return

    assert cedula.number.isascii()
    assert cedula.number.isalnum()
    assert cedula.number == cedula.number.upper()
    assert len(cedula.padded) == 12
    assert Cedula.parse(cedula.number, cedula.kind) == cedula
    if kind is None:
        assert Cedula.parse(cedula.formatted) == cedula
