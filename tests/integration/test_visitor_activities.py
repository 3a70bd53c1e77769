import pytest

from asystec_web.catalog import activities as catalogue
from asystec_web.flow.steps import Step
from asystec_web.forms.activities import MAXIMUM_CHOSEN
from asystec_web.forms.business import BusinessForm
from asystec_web.services import Services
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.factories import business_submission, new_account, signed_in, someone_at
from tests.visitor import Json, Visitor, spec

RESTAURANT = "5610.0"


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
