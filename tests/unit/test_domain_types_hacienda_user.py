import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.hacienda_user import HaciendaUser
from asystec_web.forms.types.wrong_value import WrongValue

HOST = "comprobanteselectronicos.go.cr"
COMPANY = f"cpj-3-101-999999@stag.{HOST}"


@pytest.mark.parametrize(
    ("typed", "environment", "cedula"),
    [
        pytest.param(COMPANY, "stag", Cedula("02", "3101999999"), id="company"),
        pytest.param(
            f"cpf-01-1111-1111@prod.{HOST}",
            "prod",
            Cedula("01", "111111111"),
            id="person",
        ),
        pytest.param(
            f"cpj-3-101-A00001@prod.{HOST}",
            "prod",
            Cedula("02", "3101A00001"),
            id="letter",
        ),
        pytest.param(f"dimex-11111111111@prod.{HOST}", "prod", None, id="dimex"),
        pytest.param(f"1111111111@stag.{HOST}", "stag", None, id="no-label"),
    ],
)
def test_a_user_tells_its_cedula_and_environment(
    typed: str, environment: str, cedula: Cedula | None
) -> None:
    user = HaciendaUser.parse(typed)

    assert (user.text, user.environment, user.cedula) == (
        typed.lower(),
        environment,
        cedula,
    )


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(f"  {COMPANY.upper()}\r\n", id="capitals"),
        pytest.param(f"«{COMPANY}».", id="quoted"),
        pytest.param(f"<{COMPANY}>", id="angle-brackets"),
        pytest.param(COMPANY.replace("-", "\u2013"), id="typographic-dashes"),
        pytest.param(COMPANY.replace("@", "@\n"), id="broken-line"),
        pytest.param(COMPANY.replace(".", ".\u200b"), id="zero-width-blanks"),
    ],
)
def test_a_user_is_read_however_it_was_copied(typed: str) -> None:
    assert HaciendaUser.parse(typed) == HaciendaUser.parse(COMPANY)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param(" «» ", "empty", id="quotes"),
        pytest.param("persona@example.com", "not_api_user", id="own-email"),
        pytest.param("3-101-999999", "not_api_user", id="cedula"),
        pytest.param("cpj-3-101-999999", "not_api_user", id="without-host"),
        pytest.param(f"{COMPANY}.example.com", "not_api_user", id="longer-host"),
        pytest.param(f"cpf-01-1111-1111@{HOST}", "no_environment", id="no-environment"),
        pytest.param(f"cpf-1-1111-1111@prod.{HOST}", "wrong_shape", id="no-zero"),
        pytest.param(f"cpf-00-1111-1111@prod.{HOST}", "wrong_shape", id="no-province"),
        pytest.param(f"cpj-3-101-99999@prod.{HOST}", "wrong_shape", id="short"),
        pytest.param(f"cpj-9-101-999999@prod.{HOST}", "wrong_shape", id="no-company"),
        pytest.param(f"cpj@prod.{HOST}", "wrong_shape", id="label-alone"),
        pytest.param(f"@prod.{HOST}", "wrong_shape", id="no-name"),
        pytest.param(f"a@b@prod.{HOST}", "wrong_shape", id="two-ats"),
        pytest.param("a" * 100_000 + COMPANY, "wrong_shape", id="endless"),
    ],
)
def test_what_is_no_api_user_is_refused_with_its_cause(typed: str, code: str) -> None:
    with pytest.raises(WrongValue) as refused:
        HaciendaUser.parse(typed)

    assert str(refused.value) == f"hacienda_user.{code}"
    assert refused.value.__context__ is None


@given(
    st.one_of(
        st.text(st.characters()),
        st.builds(
            "{}@{}.{}".format,
            st.text(st.characters(), max_size=24),
            st.sampled_from(["prod", "stag", "PROD"]),
            st.just(HOST),
        ),
        st.from_regex(rf"cp[fj]-[0-9a-zA-Z-]{{0,14}}@stag\.{HOST}", fullmatch=True),
    )
)
def test_any_text_is_a_user_in_one_form_or_refused(typed: str) -> None:
    try:
        user = HaciendaUser.parse(typed)
    except WrongValue:
        return

    assert user.text == user.text.lower()
    assert user.text.isascii()
    assert HaciendaUser.parse(user.text) == user
