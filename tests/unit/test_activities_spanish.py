import pytest

from asystec_web.catalog.search_words import telling
from asystec_web.catalog.spanish import (
    fold,
    root,
    singular,
    sound,
    stem,
    without_diminutive,
    words,
)


def test_accents_and_case_are_folded_away() -> None:
    assert fold("Peluquería ÑANDÚ") == "peluqueria nandu"


def test_words_are_separated_by_anything_else() -> None:
    assert words("Bar/cantina, «soda»-24") == ["bar", "cantina", "soda", "24"]


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        pytest.param("carros", "carro", id="after-a-vowel"),
        pytest.param("doctores", "doctor", id="after-a-consonant"),
        pytest.param("peces", "pez", id="z-written-c"),
        pytest.param("mecates", "mecate", id="the-e-is-its-own"),
        pytest.param("gas", "gas", id="short"),
        pytest.param("722003", "722003", id="digits"),
    ],
)
def test_plurals_are_undone(plural: str, expected: str) -> None:
    assert singular(plural) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("abogada", "abogados", id="gender"),
        pytest.param("contadoras", "contador", id="gender-of-a-consonant"),
        pytest.param("dulces", "dulce", id="ambiguous-plural"),
    ],
)
def test_number_and_gender_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("beterinaria", "veterinaria", id="b-v"),
        pytest.param("sapateria", "zapateria", id="s-z"),
        pytest.param("sicologo", "psicologo", id="silent-p"),
        pytest.param("ielo", "hielo", id="silent-h"),
        pytest.param("yantas", "llantas", id="y-ll"),
        pytest.param("kiosko", "quiosco", id="k-qu"),
        pytest.param("jeologo", "geologo", id="j-g"),
        pytest.param("inprenta", "imprenta", id="n-m"),
    ],
)
def test_spellings_that_sound_alike_share_a_sound(written: str, meant: str) -> None:
    assert sound(written) == sound(meant)


def test_derived_words_share_a_root() -> None:
    assert root(stem("carpintero")) == root(stem("carpintería".replace("í", "i")))


def test_a_root_is_never_too_short_to_tell_words_apart() -> None:
    assert root("bar") == "bar"


def test_diminutives_are_undone() -> None:
    assert without_diminutive("soditas") == stem("soda")
    assert without_diminutive("payasita") == stem("payaso")
    assert without_diminutive("soda") is None


def test_a_c_becomes_a_z_only_where_it_sounds_like_one() -> None:
    assert stem("dulces") == stem("dulce") == "dulz"
    assert stem("cascos") == "casc"


def test_nails_are_not_an_article() -> None:
    assert telling(words("spa de uñas")) == ("spa", "una")


def test_a_text_is_about_its_telling_words() -> None:
    assert telling(words("Soy abogada y notaria")) == ("abogada", "notaria")


def test_words_of_one_idea_become_one_term() -> None:
    assert telling(words("arreglo de celulares")) == telling(
        words("reparación de celu")
    )


def test_a_text_of_empty_words_keeps_them() -> None:
    assert telling(words("otros servicios")) == ("otro", "servicio")
