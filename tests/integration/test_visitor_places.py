import pytest

from asystec_web.services import Services
from asystec_web.state import OnboardingState as State
from asystec_web.state.places import RESULTS
from tests.factories import signed_in
from tests.hostile import EVERYTHING
from tests.visitor import Visitor, spec


@pytest.fixture
async def owner(services: Services) -> Visitor:
    """Somebody who is asked about the business."""
    del services
    return await (await signed_in()).visits("/negocio")


def place_of(person: Visitor) -> list[str]:
    return [person.screen[name] for name in ("province", "canton", "district")]


async def test_a_name_without_accents_finds_its_districts(owner: Visitor) -> None:
    await owner.does(spec(State.find_places, "escazu"))

    assert owner.screen["place_note"] == "3 lugares encontrados."
    assert owner.screen["place_results"][0] == {
        "code": "1-02-01",
        "name": "Escazú",
        "around": "Escazú, San José",
    }


async def test_choosing_one_fills_the_three_lists(owner: Visitor) -> None:
    await owner.does(spec(State.find_places, "escazu"))

    await owner.does(spec(State.choose_place, "1-02-02"))

    assert place_of(owner) == ["1", "02", "02"]
    assert {"value": "02", "label": "Escazú"} in owner.screen["cantons"]
    assert {"value": "02", "label": "San Antonio"} in owner.screen["districts"]
    assert "Carrizal" in owner.screen["neighbourhoods"]
    assert owner.screen["place_results"] == []
    assert owner.screen["place_note"] == "Escogió San Antonio, Escazú, San José."


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("", ""),
        ("e", ""),
        (" e ", ""),
        ("tamarindo", "1 lugar encontrado."),
        (
            "xyzzy",
            "No encontramos ese lugar. Revise el nombre, o escójalo de las listas.",
        ),
    ],
)
async def test_the_number_of_results_is_said(
    owner: Visitor, typed: str, note: str
) -> None:
    await owner.does(spec(State.find_places, typed))

    assert owner.screen["place_note"] == note


async def test_of_many_only_the_first_are_shown(owner: Visitor) -> None:
    await owner.does(spec(State.find_places, "san"))

    assert len(owner.screen["place_results"]) == RESULTS
    assert f"estos son los primeros {RESULTS}" in owner.screen["place_note"]


async def test_what_was_typed_before_never_replaces_what_came_after(
    owner: Visitor,
) -> None:
    await owner.does(spec(State.find_places, "escazu", 1_000.0))

    await owner.does(spec(State.find_places, "heredia", 999.0))

    assert owner.screen["place_note"] == "3 lugares encontrados."
    assert owner.screen["searched"] == "escazu"


async def test_a_chosen_place_empties_the_search(owner: Visitor) -> None:
    await owner.does(spec(State.find_places, " escazu ", 9e12))
    assert owner.screen["searched"] == " escazu "

    await owner.does(spec(State.choose_place, "1-02-02"))

    assert owner.screen["searched"] == ""
    await owner.does(spec(State.find_places, "heredia", 1.0))
    assert owner.screen["searched"] == "heredia"


async def test_the_search_is_over_when_its_words_are_gone(owner: Visitor) -> None:
    await owner.does(spec(State.find_places, "escazu"))

    await owner.does(spec(State.find_places, ""))

    assert owner.screen["place_results"] == []
    assert owner.screen["place_note"] == ""


@pytest.mark.parametrize("code", ["", "1", "1-02", "1-02-99", "1-02-02-1", "x-y-z"])
async def test_a_place_that_does_not_exist_changes_nothing(
    owner: Visitor, code: str
) -> None:
    await owner.does(spec(State.choose_place, "1-02-02"))

    await owner.does(spec(State.choose_place, code))

    assert place_of(owner) == ["1", "02", "02"]


async def test_whatever_arrives_breaks_nothing(owner: Visitor) -> None:
    for value in EVERYTHING.values():
        await owner.sends("find_places", {"query": value})
        await owner.sends("choose_place", {"code": value})

    assert owner.bugs == []
    assert place_of(owner) == ["", "", ""]


@pytest.mark.parametrize(
    ("code", "name"), [("5-04-05", "Pijije"), ("6-03-10", "Cabagra")]
)
async def test_a_newer_district_brings_a_note(
    owner: Visitor, code: str, name: str
) -> None:
    await owner.does(spec(State.choose_place, code))

    assert owner.screen["district_note"].startswith(f"{name} es un distrito nuevo")

    await owner.does(spec(State.choose_district, "01"))

    assert owner.screen["district_note"] == ""


async def test_the_note_also_comes_from_the_lists(owner: Visitor) -> None:
    await owner.does(spec(State.choose_province, "5"))
    await owner.does(spec(State.choose_canton, "04"))
    await owner.does(spec(State.choose_district, "05"))

    assert "Pijije" in owner.screen["district_note"]
