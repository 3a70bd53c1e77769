import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.catalog.documents import DocumentType
from asystec_web.forms.given_documents import TEXT_MAXIMUM
from asystec_web.forms.types.clave import Clave
from asystec_web.forms.types.consecutive_number import ConsecutiveNumber
from asystec_web.forms.written_numbers import WrittenNumber, find_numbers

OWN = "003101999999"
OTHER = "000111111111"
CONSECUTIVE = "00100001010000000042"
CLAVE = f"506261126{OWN}{CONSECUTIVE}112345678"
RECEIVED = f"506261126{OTHER}00100001010000000555112345678"
MESSAGE = "00100001050000000009"


def numbers(text: str) -> list[str | None]:
    return [each and each.consecutive.text for each in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(CLAVE, [CONSECUTIVE], id="a clave"),
        pytest.param(f"{CLAVE}.xml", [CONSECUTIVE], id="a file"),
        pytest.param(f"{CLAVE}_respuesta.xml", [CONSECUTIVE], id="Hacienda's answer"),
        pytest.param(f"{CLAVE}.pdf", [CONSECUTIVE], id="a PDF"),
        pytest.param(f"factura_{CLAVE} (1).XML", [CONSECUTIVE], id="a copy"),
        pytest.param(f"FE-{CLAVE}-firmado.xml", [CONSECUTIVE], id="words around"),
        pytest.param(f"FE{CLAVE}.xml", [CONSECUTIVE], id="letters before"),
        pytest.param(f"{CLAVE}firmado.xml", [CONSECUTIVE], id="letters after"),
        pytest.param(
            f"Clave:{CLAVE}Fecha:26/11/2026", [CONSECUTIVE], id="a PDF's text"
        ),
        pytest.param(f"{RECEIVED}-{MESSAGE}.xml", [MESSAGE], id="a message"),
        pytest.param(f"MR{RECEIVED}-{MESSAGE}", [MESSAGE], id="a message after MR"),
        pytest.param(
            f"{RECEIVED}-{MESSAGE}_respuesta.xml", [MESSAGE], id="a message's answer"
        ),
        pytest.param(CONSECUTIVE, [CONSECUTIVE], id="a consecutive"),
        pytest.param("001-00001-01-0000000042", [CONSECUTIVE], id="in its parts"),
        pytest.param(
            f"Clave: {CLAVE[:25]}\r\n{CLAVE[25:]}", [CONSECUTIVE], id="broken lines"
        ),
        pytest.param(
            " ".join(CLAVE[at : at + 5] for at in range(0, 50, 5)),
            [CONSECUTIVE],
            id="in fives",
        ),
        pytest.param(
            f"Última: {CLAVE}, antes {CONSECUTIVE}; tiquete 00100001040000000128.",
            [CONSECUTIVE, CONSECUTIVE, "00100001040000000128"],
            id="a letter",
        ),
        pytest.param(
            "\n".join([CLAVE] * 300), [CONSECUTIVE] * 300, id="three hundred lines"
        ),
        pytest.param(CLAVE.replace("3101999999", "3101a00001"), [CONSECUTIVE], id="a"),
        pytest.param(CLAVE[:-1], [None], id="a clave without its last digit"),
        pytest.param(f"{CLAVE}7", [None], id="a clave with one digit more"),
        pytest.param(CLAVE.replace("261126", "310226"), [None], id="no such day"),
        pytest.param(f"{RECEIVED}-{CONSECUTIVE}", [None], id="no message's number"),
        pytest.param("00100001110000000042", [None], id="no such type"),
        pytest.param("CR05015202001026284066", [], id="a bank account"),
        pytest.param(f"x{CLAVE[:-1]}", [], id="letters and half a clave"),
        pytest.param(f"x506{'a1' * 40}", [], id="a signature"),
        pytest.param("\ufdfa" * 9, [], id="one sign of eighteen letters"),
        pytest.param("506 8888 8888 · 2222-3333", [], id="telephones"),
        pytest.param("", [], id="nothing"),
        pytest.param("factura.xml", [], id="a name that says nothing"),
    ],
)
def test_numbers_are_found_in_any_text(text: str, found: list[str | None]) -> None:
    assert numbers(text) == found


def test_a_clave_says_whose_it_is_and_of_which_day() -> None:
    own, received = (next(find_numbers(text)) for text in (CLAVE, RECEIVED))

    assert own
    assert received
    assert (own.is_of(OWN), own.day) == (True, date(2026, 11, 26))
    assert not received.is_of(OWN)
    assert received.numbered_by == OTHER


def test_a_message_is_ours_when_it_answers_somebody_elses_document() -> None:
    sent, got = (
        next(find_numbers(f"{clave}-{MESSAGE}.xml")) for clave in (RECEIVED, CLAVE)
    )

    assert sent
    assert got
    assert sent.is_of(OWN)
    assert not got.is_of(OWN)


def test_a_consecutive_alone_is_taken_for_ones_own() -> None:
    number = next(find_numbers(CONSECUTIVE))

    assert number
    assert number.is_of(OWN)


documents = st.builds(
    ConsecutiveNumber,
    st.integers(1, 999),
    st.integers(1, 99_999),
    st.sampled_from([kind for kind in DocumentType if not kind.is_receptor_message]),
    st.integers(1, 9_999_999_999),
)
messages = st.builds(
    ConsecutiveNumber,
    st.integers(1, 999),
    st.integers(1, 99_999),
    st.sampled_from([kind for kind in DocumentType if kind.is_receptor_message]),
    st.integers(1, 9_999_999_999),
)
claves = st.builds(
    Clave,
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.from_regex(r"00[2-5][0-9]{3}[0-9A-Z][0-9]{5}", fullmatch=True),
    documents,
    st.sampled_from("123"),
    st.from_regex(r"[0-9]{8}", fullmatch=True),
)
words = st.text(st.characters(categories=["P", "S", "Zs"], exclude_characters="-"))


@given(words, claves, words)
def test_any_clave_is_found_among_any_signs(
    before: str, clave: Clave, after: str
) -> None:
    found = [each for each in find_numbers(f"{before}\n{clave.text}\n{after}") if each]

    assert found == [WrittenNumber.of_clave(clave)]


letters = st.text("FENCTRPñ_ ")


@given(letters, claves, letters)
def test_any_clave_is_found_between_letters(
    before: str, clave: Clave, after: str
) -> None:
    found = list(find_numbers(f"{before}{clave.text}{after}"))

    assert found == [WrittenNumber.of_clave(clave)]


@given(claves, messages, st.sampled_from([".xml", "_respuesta.xml", ".pdf"]))
def test_any_message_is_found_in_its_name(
    clave: Clave, own: ConsecutiveNumber, end: str
) -> None:
    found = list(find_numbers(f"{clave.text}-{own.text}{end}"))

    assert found == [WrittenNumber.of_message(clave, own)]


@given(
    st.one_of(
        st.text(st.characters()),
        st.text("0123456789 -\n506abc"),
        st.from_regex(r"506[0-9A-Za-z -]{30,80}"),
    )
)
def test_no_text_breaks_the_search(text: str) -> None:
    for number in find_numbers(text):
        if number:
            assert len(number.consecutive.text) == 20


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("506" * 80_000, id="beginnings"),
        pytest.param("5 0-6 " * 40_000, id="gaps"),
        pytest.param("0" * 240_000, id="zeros"),
        pytest.param(f"{CLAVE[:-1]} " * 4_000, id="almost claves"),
        pytest.param("506 " * 60_000, id="beginnings apart"),
        pytest.param("\ufdfa" * TEXT_MAXIMUM, id="signs of eighteen letters"),
    ],
)
def test_no_hostile_text_costs_much(text: str) -> None:
    before = time.thread_time()

    list(find_numbers(text[:TEXT_MAXIMUM]))

    assert time.thread_time() - before < 1
