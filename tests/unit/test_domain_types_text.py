import unicodedata
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.forms.types.clean_text import clean_text
from asystec_web.forms.types.wrong_value import WrongValue
from tests.work import at_most


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("EMPRESA DE PRUEBA", "EMPRESA DE PRUEBA", id="plain"),
        pytest.param("  100 m   sur \t", "100 m sur", id="blanks"),
        pytest.param("Línea 1\r\nLínea 2", "Línea 1 Línea 2", id="lines"),
        pytest.param("Cafe\u0301 Pin\u0303a", "Café Piña", id="composed"),
        pytest.param("Café & <Té> «Piña»", "Café & <Té> «Piña»", id="symbols"),
        pytest.param("no\u00a0break\u3000blanks", "no break blanks", id="odd-blanks"),
        pytest.param("\ufeffEMP\u200bRESA\u202e", "EMPRESA", id="invisible"),
        pytest.param("Soda 🌮 Tica", "Soda 🌮 Tica", id="emoji"),
    ],
)
def test_a_text_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert clean_text(typed, minimum=5, maximum=20) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param(" \n\u00a0 ", "empty", id="blank"),
        pytest.param("Amón", "too_short", id="four"),
        pytest.param("a    b", "too_short", id="only-blanks-made-it-long"),
        pytest.param("e\u0301" * 4, "too_short", id="only-accents-made-it-long"),
        pytest.param("a" * 21, "too_long", id="twenty-one"),
        pytest.param("EMPRESA\x00", "bad_characters", id="null"),
        pytest.param("\x1cEMPRESA", "bad_characters", id="separator"),
        pytest.param("EMP\x1bRESA", "bad_characters", id="escape"),
        pytest.param("EMP\x85RESA", "bad_characters", id="c1"),
        pytest.param("EMP\ud800RESA", "bad_characters", id="surrogate"),
        pytest.param("EMP\uffffRESA", "bad_characters", id="not-in-xml"),
    ],
)
def test_a_text_that_no_document_carries_is_refused(typed: str, code: str) -> None:
    with pytest.raises(WrongValue) as refused:
        clean_text(typed, minimum=5, maximum=20)

    assert str(refused.value) == f"text.{code}"


def test_nothing_is_a_text_where_nothing_is_asked() -> None:
    assert clean_text("  ", minimum=0, maximum=10) == ""


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("a" * 100_000, id="letters"),
        pytest.param("a" + "\u0301\u0316" * 50_000, id="accents"),
        pytest.param("a" + " " * 100_000 + "b", id="blanks"),
    ],
)
def test_an_endless_text_is_refused_at_once(typed: str) -> None:
    with pytest.raises(WrongValue, match="too_long"), at_most(20) as called:
        clean_text(typed, minimum=5, maximum=250)

    # That alone would take seconds.
    assert "normalize" not in called


@given(st.text(st.characters()))
def test_any_text_is_kept_in_one_form_or_refused(typed: str) -> None:
    try:
        kept = clean_text(typed, minimum=1, maximum=30)
    except WrongValue:
        return

    assert 1 <= len(kept) <= 30
    assert kept == " ".join(kept.split())
    assert unicodedata.is_normalized("NFC", kept)
    assert clean_text(kept, minimum=1, maximum=30) == kept


@given(st.text(st.characters(), min_size=1))
def test_whatever_is_kept_survives_a_document(typed: str) -> None:
    try:
        kept = clean_text(typed, minimum=1, maximum=100)
    except WrongValue:
        return
    element = Element("Nombre")
    element.text = kept

    assert fromstring(tostring(element)).text == kept  # noqa: S314 - our own document
