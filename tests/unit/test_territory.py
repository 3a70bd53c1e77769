from collections import Counter

import pytest

from asystec_web.catalog import territory
from asystec_web.catalog.territory import (
    SHORTEST_NEIGHBOURHOOD,
    District,
    Place,
    cantons,
    districts,
    find_district,
    neighbourhoods,
    provinces,
)
from asystec_web.forms.types.limits import NEIGHBOURHOOD
from tests.work import at_most


def every_district() -> list[District]:
    return [
        district
        for province in provinces()
        for canton in cantons(province.code)
        for district in districts(province.code, canton.code)
    ]


def test_the_seven_provinces_come_in_order() -> None:
    assert [(place.code, place.name) for place in provinces()] == [
        ("1", "San José"),
        ("2", "Alajuela"),
        ("3", "Cartago"),
        ("4", "Heredia"),
        ("5", "Guanacaste"),
        ("6", "Puntarenas"),
        ("7", "Limón"),
    ]


def test_every_province_has_its_cantons() -> None:
    counts = [len(cantons(province.code)) for province in provinces()]

    assert counts == [20, 16, 8, 10, 11, 13, 6]


def test_every_province_has_its_districts() -> None:
    counts = Counter(district.province for district in every_district())

    # Hacienda's 123, 116, 53, 48, 61, 61, 30 and the two younger ones.
    assert counts == dict(zip("1234567", (123, 116, 53, 48, 62, 62, 30), strict=True))
    assert counts.total() == 494


def test_no_code_stands_for_two_places() -> None:
    for province in provinces():
        codes = [canton.code for canton in cantons(province.code)]
        assert len(set(codes)) == len(codes)

    keys = [(each.province, each.canton, each.code) for each in every_district()]
    assert len(set(keys)) == len(keys)
    assert len({each.dta_code for each in every_district()}) == 494


def test_codes_are_digits_with_their_zeros() -> None:
    for province in provinces():
        assert len(province.code) == 1
        for canton in cantons(province.code):
            assert len(canton.code) == 2

    for district in every_district():
        assert len(district.code) == 2
        assert len(district.dta_code) == 5
        assert (district.code + district.dta_code).isdigit()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        pytest.param(("2", "16"), "Río Cuarto", id="rio-cuarto"),
        pytest.param(("6", "12"), "Monteverde", id="monteverde"),
        pytest.param(("6", "13"), "Puerto Jiménez", id="puerto-jimenez"),
    ],
)
def test_the_youngest_cantons_are_there(code: tuple[str, str], name: str) -> None:
    province, canton = code

    assert Place(canton, name) in cantons(province)
    assert districts(province, canton)


@pytest.mark.parametrize(
    ("code", "name", "dta_code"),
    [
        pytest.param("05", "Tacares", "20305", id="before-the-gap"),
        pytest.param("06", "Puente de Piedra", "20307", id="puente-de-piedra"),
        pytest.param("07", "Bolívar", "20308", id="bolivar"),
    ],
)
def test_grecia_is_numbered_as_hacienda_numbers_it(
    code: str, name: str, dta_code: str
) -> None:
    district = find_district("2", "03", code)

    assert district is not None
    assert (district.name, district.dta_code) == (name, dta_code)


def test_only_pijije_and_cabagra_are_unknown_to_hacienda() -> None:
    unknown = [
        (each.province, each.canton, each.code, each.name)
        for each in every_district()
        if not each.in_hacienda_table
    ]

    assert unknown == [("5", "04", "05", "Pijije"), ("6", "03", "10", "Cabagra")]


def test_only_grecia_is_numbered_differently() -> None:
    different = [
        each.name
        for each in every_district()
        if each.dta_code != each.province + each.canton + each.code
    ]

    assert different == ["Puente de Piedra", "Bolívar"]


def test_every_offered_neighbourhood_fits_a_document() -> None:
    for district in every_district():
        names = neighbourhoods(district.province, district.canton, district.code)

        assert len(set(names)) == len(names)
        for name in names:
            assert NEIGHBOURHOOD.minimum <= len(name) <= NEIGHBOURHOOD.maximum


def test_the_shortest_neighbourhood_is_the_one_that_forms_accept() -> None:
    assert NEIGHBOURHOOD.minimum == SHORTEST_NEIGHBOURHOOD


def test_neighbourhoods_too_short_to_be_sent_are_not_offered() -> None:
    names = neighbourhoods("1", "01", "01")

    assert "Aranjuez" in names
    assert "Amón" not in names


def test_names_are_written_as_people_write_them() -> None:
    names = [
        name
        for each in every_district()
        for name in neighbourhoods(each.province, each.canton, each.code)
    ]

    assert len(names) > 6800
    for name in names + [district.name for district in every_district()]:
        assert name[0].isupper()
        assert not name.isupper()
        assert name == " ".join(name.split())
        assert "(parte)" not in name.lower()


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("", id="empty"),
        pytest.param("99", id="none"),
        pytest.param("01 ", id="blank"),
        pytest.param("San José", id="name"),
        pytest.param("\ud800", id="surrogate"),
    ],
)
def test_unknown_codes_lead_nowhere(code: str) -> None:
    assert cantons(code) == ()
    assert districts(code, "01") == ()
    assert districts("1", code) == ()
    assert neighbourhoods("1", "01", code) == ()
    assert find_district("1", "01", code) is None
    assert find_district(code, "01", "01") is None


def test_a_district_of_another_canton_is_not_found() -> None:
    assert find_district("1", "01", "11") is not None
    assert find_district("1", "02", "11") is None


def test_reading_the_files_is_little_work() -> None:
    for read in (territory._rows, territory._districts, territory._neighbourhoods):  # pyright: ignore[reportPrivateUsage] - to have them read again
        read.cache_clear()

    # A dozen calls for each of their rows.
    with at_most(200_000):
        neighbourhoods("1", "01", "01")
        districts("1", "01")
