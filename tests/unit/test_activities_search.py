import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.catalog.search import Match, nearest, search

QUERIES = Path(__file__).parents[1] / "bench"
SETS = ("dev", "tuning", "heldout", "blind_seen", "blind")
KEPT_BY_ALL_QUERIES = """
import sys, tracemalloc
from asystec_web.catalog.search import nearest, search

tracemalloc.start()
for query in sys.stdin.buffer.read().decode().splitlines():
    for typed in (query, query[:2], query[:4], query[:6]):
        search(typed)
nearest("xpeluqxeriax")
print(tracemalloc.get_traced_memory()[0])
"""


def first(query: str) -> str:
    """Return the code of the first activity found, or nothing."""
    return next((match.activity.code for match in search(query)), "")


def shares(name: str) -> tuple[float, float]:
    lines = (QUERIES / f"activity_queries_{name}.tsv").read_text(encoding="utf-8")
    asked = [line.split("\t") for line in lines.splitlines()]
    good = five = 0
    for query, accepted in asked:
        found = [match.activity.code for match in search(query, limit=5)]
        good += bool(set(found[:1]) & set(accepted.split("|")))
        five += bool(set(found) & set(accepted.split("|")))
    return good / len(asked), five / len(asked)


@pytest.mark.parametrize(
    ("name", "first_share", "five_share"),
    [
        pytest.param("dev", 0.97, 0.99, id="dev"),
        pytest.param("tuning", 0.97, 0.99, id="tuning"),
        pytest.param("heldout", 0.97, 0.99, id="heldout"),
        pytest.param("blind_seen", 0.97, 0.99, id="blind-seen"),
        pytest.param("blind", 0.95, 0.98, id="blind"),
    ],
)
def test_people_find_what_they_do(
    name: str, first_share: float, five_share: float
) -> None:
    in_first, in_five = shares(name)

    assert in_first >= first_share
    assert in_five >= five_share


@pytest.mark.parametrize(
    ("query", "code"),
    [
        pytest.param("PANADERÍA", "1071.9", id="capitals-and-accents"),
        pytest.param("panaderia", "1071.9", id="no-accents"),
        pytest.param("abogadas", "6910.0", id="feminine-plural"),
        pytest.param("belleza de salón", "9602.0", id="another-order"),
        pytest.param("soditas", "5610.0", id="diminutive"),
        pytest.param("sicologo", "8690.9", id="as-it-sounds"),
        pytest.param("carniseria", "4721.1", id="s-for-c"),
        pytest.param("elcetricista", "4321.0", id="letters-swapped"),
        pytest.param("fontanro", "4322.0", id="letter-missing"),
        pytest.param("ferretteria", "4752.1", id="letter-doubled"),
        pytest.param("soodita", "5610.0", id="key-held-in-a-diminutive"),
        pytest.param("pioss", "4330.0", id="two-slips-in-a-short-plural"),
        pytest.param("foodtruck", "5610.0", id="joined"),
        pytest.param("lava car", "4520.0", id="split"),
        pytest.param("hago queques", "1071.9", id="told-as-a-phrase"),
        pytest.param("vendo ropa por internet en Heredia", "4771.1", id="with-noise"),
        pytest.param("finca en San José", "0150.0", id="with-a-place"),
        pytest.param("finca buena y barata", "0150.0", id="with-praise"),
        pytest.param("vehículos usados", "4510.0", id="synonym"),
        pytest.param("ab", "6910.0", id="two-letters"),
        pytest.param("electri", "4321.0", id="unfinished"),
        pytest.param("bebidas alcohólicas", "1101.0", id="what-it-is"),
        pytest.param("bebidas no alcohólicas", "1104.0", id="what-it-is-not"),
        pytest.param("ropa al por mayor", "4641.1", id="wholesale"),
        pytest.param("importo chancletas", "4641.1", id="wholesale-of-what-shops-have"),
        pytest.param("fábrica de chancletas", "1520.0", id="maker-of-what-shops-have"),
        pytest.param("alquiler de lencería", "7729.0", id="letting-what-shops-have"),
        pytest.param("reparación de bocinas", "9521.0", id="mending-what-shops-have"),
        pytest.param("tornillos", "4752.1", id="a-product-is-sold"),
        pytest.param("fábrica de tornillos", "2599.0", id="a-product-is-made"),
        pytest.param("pongo cerámica", "4330.0", id="a-verb-for-its-trade"),
        pytest.param("alquiler de compresores", "7730.0", id="letting-anything"),
        pytest.param("clases de contabilidad", "8549.0", id="teaching-anything"),
        pytest.param("transporte de flores", "4923.9", id="moving-anything"),
        pytest.param("mantenimiento de carros", "4520.0", id="mending-by-another-word"),
        pytest.param("spa de uñas", "9602.0", id="nails-are-no-article"),
        pytest.param("payasita", "9000.0", id="diminutive-after-an-s"),
    ],
)
def test_the_first_is_the_one_meant(query: str, code: str) -> None:
    assert first(query) == code


@pytest.mark.parametrize(
    ("query", "code", "matched"),
    [
        pytest.param("6201.0", "6201.0", "6201.0", id="whole"),
        pytest.param("62010", "6201.0", "6201.0", id="without-dot"),
        pytest.param("6201", "6201.0", "6201.0", id="begun"),
        pytest.param("721001", "6202.0", "721001", id="old"),
        pytest.param("011401", "0127.1", "011401", id="old-with-zero"),
        pytest.param("11401", "0127.1", "11401", id="old-that-lost-its-zero"),
        pytest.param("mi código es 6201.0", "6201.0", "6201.0", id="in-a-sentence"),
    ],
)
def test_codes_are_understood(query: str, code: str, matched: str) -> None:
    found = search(query)[0]

    assert found.activity.code == code
    assert found.matched.endswith(matched)


def test_numbers_that_are_no_code_are_words() -> None:
    assert first("farmacia 24 horas") == "4772.0"


def test_the_word_that_matched_is_told() -> None:
    assert search("pulpero")[0].matched == "pulpero"


def test_goods_of_a_shop_are_told_of_who_imports_them() -> None:
    found = search("importo chancletas")[0]

    assert (found.activity.code, found.matched) == ("4641.1", "chancletas")


@pytest.mark.parametrize("word", ["queso", "escuela", "periódico", "empaque"])
def test_a_word_finds_in_a_sentence_what_it_finds_alone(word: str) -> None:
    assert first(f"tengo un negocio de {word}") == first(word)


def test_nothing_is_told_when_the_title_matched() -> None:
    found = next(match for match in search("Salas de cine") if not match.matched)

    assert found.activity.code == "5914.0"


def test_no_activity_is_found_twice() -> None:
    codes = [match.activity.code for match in search("venta de ropa", limit=50)]

    assert len(codes) == len(set(codes))


def test_no_more_are_found_than_asked_for() -> None:
    assert len(search("venta", limit=3)) == 3


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="empty"),
        pytest.param("a", id="one-letter"),
        pytest.param("   ", id="blanks"),
        pytest.param("¿?…", id="signs"),
        pytest.param("🍕🍕🍕", id="emoji"),
        pytest.param("\x00\x07\x1b", id="control-characters"),
        pytest.param("日本語", id="another-script"),
        pytest.param("777777", id="digits-of-no-code"),
        pytest.param("xqzwkj", id="gibberish"),
    ],
)
def test_what_cannot_be_understood_finds_nothing(query: str) -> None:
    assert search(query) == []


def test_a_guess_is_offered_for_what_found_nothing() -> None:
    guesses = nearest("xpeluqxeriax")

    assert 1 <= len(guesses) <= 3
    assert guesses[0].activity.code == "9602.0"


def test_no_guess_is_offered_without_letters() -> None:
    assert nearest("🍕 ¡!") == []


@given(st.text(max_size=300))
def test_any_text_may_be_asked(query: str) -> None:
    assert all(isinstance(match, Match) for match in search(query) + nearest(query))


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("a" * 100_000, id="one-word"),
        pytest.param("ñandú " * 20_000, id="many-words"),
        pytest.param("ﷺ" * 100_000, id="one-sign-that-unfolds-into-many"),
        pytest.param("a\u0301" * 100_000, id="combining-accents"),
    ],
)
def test_a_huge_query_costs_no_more_than_another(query: str) -> None:
    search("pan")
    start = time.thread_time()

    search(query)

    assert time.thread_time() - start < 5


def queries() -> list[str]:
    """Return all that the measured sets ask."""
    lines = [
        line
        for name in SETS
        for line in (QUERIES / f"activity_queries_{name}.tsv")
        .read_text(encoding="utf-8")
        .splitlines()
    ]
    return [line.partition("\t")[0] for line in lines]


def test_what_the_search_keeps_is_light() -> None:
    # In a process of its own, where nothing has been asked before.
    kept = subprocess.run(  # noqa: S603 - a script of ours
        [sys.executable, "-c", KEPT_BY_ALL_QUERIES],
        input="\n".join(queries()).encode(),
        capture_output=True,
        check=True,
    ).stdout

    assert int(kept) < 10 * 2**20
