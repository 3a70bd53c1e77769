import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.catalog import territory
from asystec_web.catalog.place_search import search_places
from tests.work import at_most

EVERY = [
    district
    for province in territory.provinces()
    for canton in territory.cantons(province.code)
    for district in territory.districts(province.code, canton.code)
]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("escazu", "Escazú, Escazú, San José"),
        ("ESCAZÚ", "Escazú, Escazú, San José"),
        ("escasu", "Escazú, Escazú, San José"),
        ("escazz", "Escazú, Escazú, San José"),
        ("ezcazu", "Escazú, Escazú, San José"),
        ("esca", "Escazú, Escazú, San José"),
        ("san antonio escazu", "San Antonio, Escazú, San José"),
        ("escazú, san antonio", "San Antonio, Escazú, San José"),
        ("heredia", "Heredia, Heredia, Heredia"),
        ("eredia", "Heredia, Heredia, Heredia"),
        ("heredia centro", "Heredia, Heredia, Heredia"),
        ("Ciudad Quesada", "Quesada, San Carlos, Alajuela"),
        ("sn pedro montes de oca", "San Pedro, Montes de Oca, San José"),
        ("curidabat", "Curridabat, Curridabat, San José"),
        ("desanparados", "Desamparados, Desamparados, San José"),
        ("pijije", "Pijije, Bagaces, Guanacaste"),
        ("bolivar grecia", "Bolívar, Grecia, Alajuela"),
        ("monteverde", "Monteverde, Monteverde, Puntarenas"),
        ("jaco", "Jacó, Garabito, Puntarenas"),
        ("tres rios", "Tres Ríos, La Unión, Cartago"),
        ("guadalupe", "Guadalupe, Goicoechea, San José"),
    ],
)
def test_the_first_is_the_one_that_is_meant(typed: str, first: str) -> None:
    assert search_places(typed)[0].name == first


def test_a_canton_brings_all_its_districts() -> None:
    found = [each.name for each in search_places("escazu")]

    assert found == [
        "Escazú, Escazú, San José",
        "San Antonio, Escazú, San José",
        "San Rafael, Escazú, San José",
    ]


def test_every_word_has_to_fit() -> None:
    assert search_places("escazu cartago") == ()
    assert search_places("xxxx") == ()
    assert search_places("") == ()
    assert search_places("¡!") == ()


@pytest.mark.parametrize("district", EVERY, ids=lambda each: each.dta_code)
def test_every_district_is_found_by_its_full_name(
    district: territory.District,
) -> None:
    canton = next(
        each.name
        for each in territory.cantons(district.province)
        if each.code == district.canton
    )

    found = search_places(f"{district.name} {canton}")

    assert district in [each.district for each in found[:2]]


def test_a_code_leads_back_to_its_district() -> None:
    for found in search_places("san"):
        assert territory.find_district(*found.code.split("-")) == found.district


@given(st.text(max_size=60))
def test_any_text_may_be_searched(typed: str) -> None:
    assert len(search_places(typed)) <= len(EVERY)


@pytest.mark.parametrize(
    "query", ["san jose", "desanparados", "san antonio de escazu", "x" * 60, "s"]
)
def test_a_search_is_little_work(query: str) -> None:
    search_places("san jose")  # which reads the files, once

    with at_most(30_000):
        search_places(query)
