import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.forms.types.phone import Phone
from asystec_web.forms.types.wrong_value import WrongValue


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        pytest.param("22222222", "506", "22222222", id="digits"),
        pytest.param("2222-2222", "506", "22222222", id="dash"),
        pytest.param(" 2222 2222 ", "506", "22222222", id="blanks"),
        pytest.param("22.22.22.22", "506", "22222222", id="dots"),
        pytest.param("+506 8888-8888", "506", "88888888", id="plus"),
        pytest.param("(+506) 8888-8888", "506", "88888888", id="plus-in-brackets"),
        pytest.param("(506) 8888\u20138888", "506", "88888888", id="country"),
        pytest.param("00506 8888 8888", "506", "88888888", id="double-zero"),
        pytest.param(
            "\uff0b\uff15\uff10\uff16 \uff18\uff18\uff18\uff18\uff18\uff18\uff18\uff18",
            "506",
            "88888888",
            id="fullwidth",
        ),
        pytest.param("٨٨٨٨٨٨٨٨", "506", "88888888", id="arabic-digits"),
        pytest.param("6999-9999", "506", "69999999", id="range-not-opened-yet"),
        pytest.param("800-123-4567", "506", "8001234567", id="toll-free"),
        pytest.param("+1 (415) 555-0123", "1", "4155550123", id="abroad"),
        pytest.param("+39 06 1234 5678", "39", "0612345678", id="zero-in-front"),
    ],
)
def test_a_number_is_read_in_any_usual_writing(
    typed: str, country: str, number: str
) -> None:
    assert Phone.parse(typed) == Phone(country, number)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param(" - ", "empty", id="dash"),
        pytest.param("+", "empty", id="plus"),
        pytest.param("1", "too_short", id="one-digit"),
        pytest.param("2222-222", "too_short", id="seven-digits"),
        pytest.param("2222-22222", "wrong_shape", id="nine-digits"),
        pytest.param("1111-1111", "wrong_shape", id="no-such-range"),
        pytest.param("2222-2222 8888-8888", "wrong_shape", id="two-numbers"),
        pytest.param("+999 2222 2222", "wrong_shape", id="no-such-country"),
        pytest.param("2222-2222 ext. 12", "extension", id="extension"),
        pytest.param("2222-2222 x12", "extension", id="x"),
        pytest.param("2222-CASA", "bad_characters", id="letters"),
        pytest.param("no tengo", "bad_characters", id="words"),
        pytest.param("2222+2222", "bad_characters", id="plus-inside"),
        pytest.param("2" * 40, "too_long", id="forty-digits"),
        pytest.param("2" * 100_000, "too_long", id="endless"),
    ],
)
def test_what_is_no_number_is_refused_with_its_cause(typed: str, code: str) -> None:
    with pytest.raises(WrongValue) as refused:
        Phone.parse(typed)

    assert str(refused.value) == f"phone.{code}"
    assert refused.value.__context__ is None


def test_a_number_is_written_internationally() -> None:
    assert Phone("506", "22222222").formatted == "+506 2222 2222"


def test_reading_what_was_written_gives_the_same_number_in_every_country() -> None:
    for region in phonenumbers.SUPPORTED_REGIONS:
        example = phonenumbers.example_number(region)
        assert example is not None
        country = str(example.country_code)
        number = phonenumbers.national_significant_number(example)
        if len(number) < 8:
            continue

        phone = Phone.parse(f"+{country} {number}")

        assert phone == Phone(country, number)
        assert Phone.parse(phone.formatted) == phone


@given(
    st.one_of(
        st.text(st.characters()),
        st.text("0123456789+-() ٣", max_size=20),
        st.from_regex(r"\+?(506)?[2-8][0-9]{7}", fullmatch=True),
    )
)
def test_any_text_is_a_number_in_one_form_or_refused(typed: str) -> None:
    try:
        phone = Phone.parse(typed)
    except WrongValue:
        return

    assert phone.number.isascii()
    assert phone.number.isdigit()
    assert 8 <= len(phone.number) <= 20
    assert 1 <= len(phone.country) <= 3
    assert Phone.parse(phone.formatted) == phone
