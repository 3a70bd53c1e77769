import pytest

from asystec_web.services.cookies import token_in
from asystec_web.settings import load_settings


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("", id="alone"),
        pytest.param('a={"x":1}; ', id="JSON"),
        pytest.param("a=b c; ", id="a blank"),
        pytest.param("x=[1]; ", id="brackets"),
        pytest.param("prefs=a,b; ", id="a comma"),
        pytest.param("ñ=1; ", id="a letter that may not be"),
        pytest.param("foo; ", id="no value"),
        pytest.param("user name=1; ", id="a blank in the name"),
        pytest.param("xasystec=other; ", id="a longer name"),
    ],
)
def test_cookies_of_others_hide_ours_from_nobody(before: str) -> None:
    assert token_in(f"{before}asystec=tok; z=1", load_settings()) == "tok"


@pytest.mark.parametrize("cookies", ["", ";", "=", "asystec", "other=1", "\x00\ud800"])
def test_without_our_cookie_there_is_no_token(cookies: str) -> None:
    assert token_in(cookies, load_settings()) == ""
