import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.forms.types.email_address import Email
from asystec_web.forms.types.mail_domains import suggested_domain
from asystec_web.forms.types.wrong_value import WrongValue


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("persona@example.com", "persona@example.com", id="plain"),
        pytest.param(" persona@example.com\n", "persona@example.com", id="blanks"),
        pytest.param("Persona@EXAMPLE.Com", "Persona@example.com", id="domain-case"),
        pytest.param("\ufeffa@example.com\u200b", "a@example.com", id="invisible"),
        pytest.param("a+b.c-d@correo.prueba.co.cr", None, id="usual-signs"),
        pytest.param("persona@compañia.cr", "persona@xn--compaia-8za.cr", id="idn"),
        pytest.param("persona@demo.test", None, id="test-domain"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str | None) -> None:
    assert Email.parse(typed).text == (kept or typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param(" \u200b ", "empty", id="blank"),
        pytest.param("persona.example.com", "no_at", id="no-at"),
        pytest.param("una persona@example.com", "blank_inside", id="blank-inside"),
        pytest.param(
            "compañia@example.com", "bad_characters", id="tilde-before-the-at"
        ),
        pytest.param("persona@example", "wrong_shape", id="no-dot"),
        pytest.param("persona@test", "wrong_shape", id="test-alone"),
        pytest.param("persona@example.com.", "wrong_shape", id="trailing-dot"),
        pytest.param("persona@example,com", "wrong_shape", id="comma"),
        pytest.param("a@b.com;c@d.com", "wrong_shape", id="two-addresses"),
        pytest.param("a..b@example.com", "wrong_shape", id="two-dots"),
        pytest.param("@example.com", "wrong_shape", id="no-name"),
        pytest.param('"a"@example.com', "wrong_shape", id="quoted"),
        pytest.param("persona@[127.0.0.1]", "wrong_shape", id="literal"),
        pytest.param("<persona@example.com>", "wrong_shape", id="brackets"),
        pytest.param("persona@\ud800.com", "wrong_shape", id="surrogate"),
        pytest.param("a" * 60 + "@" + "b." * 50 + "com", "too_long", id="161-or-more"),
        pytest.param(
            "a" * 40 + "@" + ("ñ" * 20 + ".") * 5 + "cr",
            "too_long",
            id="too-long-in-ascii",
        ),
        pytest.param("a@" * 100_000, "too_long", id="endless"),
    ],
)
def test_what_is_no_address_is_refused_with_its_cause(typed: str, code: str) -> None:
    with pytest.raises(WrongValue) as refused:
        Email.parse(typed)

    assert str(refused.value) == f"email.{code}"
    assert refused.value.__context__ is None


def test_an_address_may_have_160_characters() -> None:
    longest = "a" * 60 + "@" + "b." * 48 + "com"

    assert Email.parse(longest).text == longest
    assert len(longest) == 160


@given(
    st.one_of(
        st.text(st.characters()),
        st.emails(),
        st.builds(
            "{}@{}".format,
            st.text(st.characters(), max_size=8),
            st.text("aBñ.-_ 1\ud800", max_size=12),
        ),
    )
)
def test_any_text_is_an_address_in_one_form_or_refused(typed: str) -> None:
    try:
        email = Email.parse(typed)
    except WrongValue:
        return

    assert email.text.isascii()
    assert len(email.text) <= 160
    assert email.domain == email.domain.lower()
    assert Email.parse(email.text) == email
    assert Email.parse(str(email)) == email


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        pytest.param("gmial.com", "gmail.com", id="gmial"),
        pytest.param("gamil.com", "gmail.com", id="gamil"),
        pytest.param("gmail.con", "gmail.com", id="con"),
        pytest.param("gmail.co", "gmail.com", id="co"),
        pytest.param("GMAI.COM", "gmail.com", id="capitals"),
        pytest.param("hotmal.com", "hotmail.com", id="hotmal"),
        pytest.param("hotmil.es", "hotmail.es", id="hotmil"),
        pytest.param("outlok.com", "outlook.com", id="outlok"),
        pytest.param("yaho.com", "yahoo.com", id="yaho"),
        pytest.param("iclud.com", "icloud.com", id="iclud"),
        pytest.param("ice.com.cr", "ice.co.cr", id="ice"),
        pytest.param("rasca.co.cr", "racsa.co.cr", id="rasca"),
        pytest.param("costaricense.cr", "costarricense.cr", id="costaricense"),
    ],
)
def test_a_mistyped_domain_is_recognised(domain: str, meant: str) -> None:
    assert suggested_domain(f"persona@{domain}") == meant


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com",
        "mail.com",
        "ymail.com",
        "ice.go.cr",
        "ace.co.cr",
        "love.com",
        "gmail.es",
        "yahoo.com.mx",
        "example.com",
        "asystec.cr",
        "",
        "x" * 100_000,
        "\ud800",
    ],
    ids=lambda domain: str(domain)[:12].encode("ascii", "replace").decode() or "none",
)
def test_other_domains_are_left_alone(domain: str) -> None:
    assert suggested_domain(f"persona@{domain}") is None


def test_an_address_that_was_read_is_asked_alike() -> None:
    assert suggested_domain(Email.parse("persona@gmial.com")) == "gmail.com"


@given(
    st.one_of(
        st.text(st.characters()),
        st.sampled_from(["gmail.com", "hotmail.es", "ice.co.cr"]).flatmap(
            lambda domain: st.permutations(domain).map("".join)
        ),
        st.from_regex(r"(gma?i?l|hotmai?l|outlo+k)\.(com?|con|es)", fullmatch=True),
    )
)
def test_what_is_suggested_is_never_corrected_again(domain: str) -> None:
    meant = suggested_domain(f"persona@{domain}")

    assert meant is None or suggested_domain(f"persona@{meant}") is None
