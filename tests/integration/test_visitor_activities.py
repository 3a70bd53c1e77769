from dataclasses import replace

import pytest

from asystec_web.catalog import activities as catalogue
from asystec_web.flow.steps import Step
from asystec_web.forms.activities import MAXIMUM_CHOSEN
from asystec_web.forms.business import BusinessForm
from asystec_web.services import Services
from asystec_web.services.hacienda.taxpayers import RegisteredActivity
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.factories import (
    TAXPAYER,
    business_submission,
    new_account,
    signed_in,
    someone_at,
)
from tests.visitor import Json, Visitor, spec

RESTAURANT = "5610.0"
GROCERY = "4711.2"


@pytest.fixture
async def owner(services: Services) -> Visitor:
    """Somebody with two registered activities."""
    del services
    return await (await someone_at(Step.ACTIVITIES)).visits("/actividades")


@pytest.fixture
async def undecided(services: Services) -> Visitor:
    """Somebody of whom Hacienda knows no activity."""
    account = await new_account()
    form = BusinessForm.parse(business_submission())
    await services.businesses.describe(account.id, form, None)
    return await (await signed_in(account)).visits("/actividades")


async def someone_with(services: Services, *registered: RegisteredActivity) -> Visitor:
    """Give somebody for whose cédula Hacienda lists these activities."""
    account = await new_account()
    form = BusinessForm.parse(business_submission())
    taxpayer = replace(TAXPAYER, activities=registered)
    await services.businesses.describe(account.id, form, taxpayer)
    return await (await signed_in(account)).visits("/actividades")


async def with_cedula(person: Visitor, cedula: str) -> Visitor:
    """Change the cédula of the business and come back to its activities."""
    await person.does(spec(State.submit_business, business_submission(cedula=cedula)))
    return await person.visits("/actividades")


def unlisted(person: Visitor) -> list[str]:
    return [row["code"] for row in person.screen["chosen"] if row["unlisted"]]


def codes(person: Visitor, what: str = "chosen") -> list[str]:
    return [row["code"] for row in person.screen[what]]


def mains(person: Visitor) -> list[str]:
    return [row["code"] for row in person.screen["chosen"] if row["main"]]


def found(person: Visitor, code: str) -> Json:
    return next(row for row in person.screen["results"] if row["code"] == code)


async def test_searching_shows_what_matches(owner: Visitor) -> None:
    await owner.does(spec(State.search_activities, "restaurantes"))

    assert RESTAURANT in codes(owner, "results")
    assert owner.screen["search_note"].endswith("actividades encontradas")
    assert codes(owner) == ["6201.0", "6202.0"]


@pytest.mark.parametrize("query", ["", " ", "r", "\t", "\x00"])
async def test_too_little_searches_nothing(owner: Visitor, query: str) -> None:
    await owner.does(spec(State.search_activities, "restaurantes"))

    await owner.does(spec(State.search_activities, query))

    assert owner.screen["results"] == []
    assert owner.screen["search_note"] == ""


async def test_what_is_not_found_offers_the_nearest(owner: Visitor) -> None:
    await owner.does(spec(State.search_activities, "xqzwvk"))

    note = owner.screen["search_note"]
    assert note.startswith("No encontramos actividades con esas palabras.")
    assert ("Estas son las más parecidas" in note) == bool(owner.screen["results"])
    assert owner.screen["search_empty"]

    await owner.does(spec(State.search_activities, "restaurantes"))
    assert not owner.screen["search_empty"]


@pytest.mark.parametrize("query", ["xqzwvk", "soda", "5610.0", "", "x"])
async def test_the_answer_tells_what_was_asked(owner: Visitor, query: str) -> None:
    await owner.does(spec(State.search_activities, query))

    assert owner.screen["searched"] == query


async def test_letters_typed_quickly_are_answered_in_their_order(
    owner: Visitor,
) -> None:
    typed = ["re", "rest", "restaur", "restaurantes"]

    await owner.does(*(spec(State.search_activities, query) for query in typed))

    assert owner.screen["searched"] == "restaurantes"
    assert codes(owner, "results")[0] == RESTAURANT


async def test_what_was_typed_before_never_replaces_what_came_after(
    owner: Visitor,
) -> None:
    await owner.does(spec(State.search_activities, "restaurantes", 1_000.0))
    shown = owner.screen["results"]

    await owner.does(spec(State.search_activities, "abogado", 999.0))

    assert owner.screen["results"] == shown
    assert owner.screen["searched"] == "restaurantes"


async def test_a_page_opened_anew_does_not_care_what_the_clock_said(
    owner: Visitor,
) -> None:
    await owner.does(spec(State.search_activities, "restaurantes", 9e12))

    await owner.visits("/actividades")
    assert codes(owner, "results") == []
    await owner.does(spec(State.search_activities, "restaurantes", 1.0))

    assert codes(owner, "results")[0] == RESTAURANT


async def test_an_answer_that_got_lost_can_be_asked_for_again(owner: Visitor) -> None:
    asked = spec(State.search_activities, "restaurantes", 5.0)
    await owner.does(asked)
    results = owner.screen.pop("results")

    await owner.does(asked)

    assert owner.screen["results"] == results


@pytest.mark.parametrize("at", ["now", None, [], {}, True, -1, 1e300])
async def test_any_time_of_typing_is_taken(owner: Visitor, at: object) -> None:
    await owner.sends("search_activities", {"query": "restaurantes", "at": at})

    assert owner.bugs == []
    assert codes(owner, "results")[0] == RESTAURANT


async def test_text_that_no_socket_carries_is_searched_all_the_same(
    owner: Visitor,
) -> None:
    await owner.sends("search_activities", {"query": "restaurantes \ud800"})

    assert owner.bugs == []
    assert owner.screen["searched"] == "restaurantes ?"


async def test_a_result_added_says_so_where_it_was_found(owner: Visitor) -> None:
    await owner.does(spec(State.search_activities, "restaurantes"))

    await owner.does(spec(State.add_activity, RESTAURANT))

    assert codes(owner) == ["6201.0", "6202.0", RESTAURANT]
    assert found(owner, RESTAURANT)["chosen"]
    assert not found(owner, RESTAURANT)["registered"]


async def test_a_result_removed_can_be_added_again(owner: Visitor) -> None:
    await owner.does(spec(State.search_activities, "restaurantes"))
    await owner.does(spec(State.add_activity, RESTAURANT))

    await owner.does(spec(State.remove_activity, RESTAURANT))

    assert codes(owner) == ["6201.0", "6202.0"]
    assert not found(owner, RESTAURANT)["chosen"]


async def test_a_registered_one_removed_is_offered(owner: Visitor) -> None:
    await owner.does(spec(State.remove_activity, "6202.0"))

    assert codes(owner) == ["6201.0"]
    assert codes(owner, "offered") == ["6202.0"]


async def test_removing_the_main_one_makes_the_first_left_the_main(
    owner: Visitor,
) -> None:
    await owner.does(spec(State.remove_activity, "6201.0"))

    assert codes(owner) == mains(owner) == ["6202.0"]


async def test_any_chosen_one_can_become_the_main(owner: Visitor) -> None:
    await owner.does(spec(State.make_main, "6202.0"))

    assert mains(owner) == ["6202.0"]
    assert codes(owner) == ["6201.0", "6202.0"]


async def test_one_not_chosen_cannot_become_the_main(owner: Visitor) -> None:
    await owner.does(spec(State.make_main, RESTAURANT))

    assert mains(owner) == ["6201.0"]


async def test_the_first_one_added_is_the_main_one(undecided: Visitor) -> None:
    await undecided.does(spec(State.add_activity, RESTAURANT))

    assert mains(undecided) == [RESTAURANT]


async def test_every_choice_is_kept_at_once(owner: Visitor) -> None:
    await owner.does(spec(State.add_activity, RESTAURANT))
    await owner.does(spec(State.make_main, RESTAURANT))

    back = await owner.elsewhere().visits("/actividades")

    assert codes(back) == ["6201.0", "6202.0", RESTAURANT]
    assert mains(back) == [RESTAURANT]


async def test_adding_twice_chooses_once(owner: Visitor) -> None:
    click = spec(State.add_activity, RESTAURANT)

    await owner.does(click, click)
    await owner.does(click)

    assert codes(owner).count(RESTAURANT) == 1
    assert owner.errors == {}


async def test_at_least_one_is_needed(undecided: Visitor) -> None:
    await undecided.does(State.submit_activities)

    assert undecided.errors == {"activities": SENTENCES["activities.none"]}
    assert undecided.redirects == []


async def test_the_last_one_can_be_removed_but_not_confirmed(owner: Visitor) -> None:
    await owner.does(spec(State.remove_activity, "6201.0"))
    await owner.does(spec(State.remove_activity, "6202.0"))

    assert codes(owner) == []
    await owner.does(State.submit_activities)
    assert owner.errors == {"activities": SENTENCES["activities.none"]}


async def test_removing_all_after_confirming_opens_the_step_again(
    owner: Visitor,
) -> None:
    await owner.does(State.submit_activities)
    await owner.does(spec(State.remove_activity, "6201.0"))
    await owner.does(spec(State.remove_activity, "6202.0"))

    await owner.visits("/hacienda")

    assert owner.sent_to == "/actividades"


async def test_preselected_ones_are_no_answer_until_confirmed(owner: Visitor) -> None:
    await owner.visits("/hacienda")
    assert owner.redirects == ["/actividades"]

    await owner.does(State.submit_activities)

    assert owner.sent_to == "/hacienda"


@pytest.mark.parametrize("code", ["0000.0", "", "6201", "<b>", "x" * 100_000, "\x00"])
async def test_what_does_not_exist_is_not_chosen(owner: Visitor, code: str) -> None:
    await owner.does(spec(State.add_activity, code))

    assert owner.errors == {"activities": SENTENCES["activities.unknown"]}
    assert codes(owner) == ["6201.0", "6202.0"]


async def test_more_than_a_document_needs_is_refused(undecided: Visitor) -> None:
    every = [activity.code for activity in catalogue.activities()]

    for code in every[: MAXIMUM_CHOSEN + 1]:
        await undecided.does(spec(State.add_activity, code))

    assert undecided.errors == {"activities": SENTENCES["activities.too_many"]}
    assert len(codes(undecided)) == MAXIMUM_CHOSEN


async def test_every_choice_is_said(owner: Visitor) -> None:
    said: list[str] = []
    for choice in (
        spec(State.add_activity, RESTAURANT),
        spec(State.make_main, RESTAURANT),
        spec(State.remove_activity, RESTAURANT),
    ):
        await owner.does(choice)
        said.append(owner.screen["choice_note"])

    assert [note.partition("Restaurantes")[0] for note in said] == [
        "Agregó ",
        "La principal es ",
        "Quitó ",
    ]
    await owner.visits("/actividades")
    assert owner.screen["choice_note"] == ""


async def test_hacienda_s_own_old_codes_stand_beside_the_new(
    services: Services,
) -> None:
    ours = catalogue.by_code("6202.0")
    assert ours is not None
    person = await someone_with(
        services,
        RegisteredActivity("6201.0", "Programación", True, ("722003",)),  # noqa: FBT003 - a field
        RegisteredActivity("6202.0", "Consultoría", False),  # noqa: FBT003 - a field
    )

    details = [row["detail"] for row in person.screen["chosen"]]

    assert details[0] == "6201.0 · antes 722003"
    assert details[1].startswith(f"6202.0 · antes {ours.old_codes[0]}")


async def test_many_old_codes_are_counted(undecided: Visitor) -> None:
    many = max(catalogue.activities(), key=lambda each: len(each.old_codes))

    await undecided.does(spec(State.add_activity, many.code))

    detail = undecided.screen["chosen"][0]["detail"]
    assert detail.endswith(f" y {len(many.old_codes) - 3} más")
    assert detail.startswith(f"{many.code} · antes {many.old_codes[0]}, ")


async def test_an_activity_that_only_hacienda_knows_has_its_name(
    services: Services,
) -> None:
    person = await someone_with(
        services,
        RegisteredActivity("9999.9", "Actividad de prueba", True),  # noqa: FBT003 - a field
        RegisteredActivity("62010.00", "No cabe en un documento", False),  # noqa: FBT003 - a field
    )

    (row,) = person.screen["chosen"]

    assert (row["title"], row["detail"]) == ("Actividad de prueba", "9999.9")
    assert not row["unlisted"]


async def test_what_hacienda_does_not_list_is_marked(owner: Visitor) -> None:
    before = owner.screen["unlisted_note"]

    await owner.does(spec(State.add_activity, RESTAURANT))
    one = owner.screen["unlisted_note"]
    await owner.does(spec(State.add_activity, GROCERY))
    two = owner.screen["unlisted_note"]

    assert unlisted(owner) == [RESTAURANT, GROCERY]
    assert before == ""
    assert one.startswith("Hacienda no tiene esa actividad")
    assert two.startswith("Hacienda no tiene esas actividades")
    for code in (RESTAURANT, GROCERY):
        await owner.does(spec(State.remove_activity, code))
    assert owner.screen["unlisted_note"] == ""


async def test_nothing_is_marked_when_hacienda_was_down(undecided: Visitor) -> None:
    await undecided.does(spec(State.add_activity, RESTAURANT))

    assert unlisted(undecided) == []
    assert undecided.screen["unlisted_note"] == ""


async def test_everything_is_marked_when_hacienda_lists_nothing(
    services: Services,
) -> None:
    person = await someone_with(services)

    await person.does(spec(State.add_activity, RESTAURANT))

    assert unlisted(person) == [RESTAURANT]


async def test_another_cedula_brings_its_activities_and_keeps_what_was_added(
    owner: Visitor,
) -> None:
    await owner.does(spec(State.add_activity, RESTAURANT))
    await owner.does(State.submit_activities)

    await with_cedula(owner, "3101999901")

    assert codes(owner) == [GROCERY, RESTAURANT]
    assert mains(owner) == [GROCERY]
    assert unlisted(owner) == [RESTAURANT]


async def test_another_cedula_s_activities_are_confirmed_anew(owner: Visitor) -> None:
    await owner.does(State.submit_activities)
    await with_cedula(owner, "3101999901")

    await owner.visits("/hacienda")

    assert owner.sent_to == "/actividades"


async def test_another_cedula_while_hacienda_is_down_keeps_what_was_added(
    owner: Visitor,
) -> None:
    await owner.does(spec(State.add_activity, RESTAURANT))

    await with_cedula(owner, "3101999908")

    assert codes(owner) == mains(owner) == [RESTAURANT]
    assert unlisted(owner) == codes(owner, "offered") == []


async def test_what_was_chosen_while_hacienda_was_down_is_the_persons(
    undecided: Visitor,
) -> None:
    await undecided.does(spec(State.add_activity, "6202.0"))

    await with_cedula(undecided, "3101999999")
    same_cedula = (codes(undecided), codes(undecided, "offered"), unlisted(undecided))
    await with_cedula(undecided, "3101999901")

    assert same_cedula == (["6202.0"], ["6201.0"], [])
    assert codes(undecided) == [GROCERY, "6202.0"]


async def test_the_same_cedula_again_changes_nothing(owner: Visitor) -> None:
    await owner.does(spec(State.remove_activity, "6202.0"))
    await owner.does(spec(State.add_activity, RESTAURANT))
    await owner.does(spec(State.make_main, RESTAURANT))
    await owner.does(State.submit_activities)

    await with_cedula(owner, "3-101-999999")
    await owner.visits("/hacienda")

    assert codes(owner) == ["6201.0", RESTAURANT]
    assert mains(owner) == [RESTAURANT]
    assert owner.page == "hacienda"
