import pytest

from asystec_web.catalog.documents import DocumentType
from asystec_web.flow.steps import Step
from asystec_web.forms.consecutives import field_of
from asystec_web.services import Services
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.factories import consecutives_submission, someone_at
from tests.visitor import Visitor, spec


@pytest.fixture
async def owner(services: Services) -> Visitor:
    """Somebody who is asked for the next numbers."""
    del services
    return await (await someone_at(Step.CONSECUTIVES)).visits("/consecutivos")


async def test_all_are_zero_at_first(owner: Visitor) -> None:
    fields = {field_of(kind) for kind in DocumentType}

    assert owner.screen["next_numbers"] == dict.fromkeys(fields, "0")
    assert (owner.screen["branch"], owner.screen["terminal"]) == ("1", "1")


async def test_what_comes_of_all_zeros_is_said_before_going_on(owner: Visitor) -> None:
    assert "empezará en 1 en todos" in owner.screen["start_note"]

    await owner.does(spec(State.preview_numbers, "next_01", "1.500"))
    assert owner.screen["start_note"] == ""
    assert owner.screen["full_numbers"]["next_01"].endswith("0000001500")
    await owner.does(spec(State.choose_way, "first"))
    assert owner.screen["start_note"] == ""
    assert "Solo siga" in owner.screen["way_note"]


async def test_zero_means_that_the_first_is_one(owner: Visitor) -> None:
    assert owner.screen["full_numbers"]["next_01"] == "00100001010000000001"
    assert owner.screen["full_numbers"]["next_03"] == "00100001030000000001"


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        ("next_01", "6", "00100001010000000006"),
        ("next_01", " 0006 ", "00100001010000000006"),
        ("next_01", "9999999999", "00100001019999999999"),
        ("branch", "2", "00200001010000000001"),
        ("terminal", "99999", "00199999010000000001"),
    ],
)
async def test_the_whole_number_shows_while_typing(
    owner: Visitor, field: str, typed: str, shown: str
) -> None:
    await owner.does(spec(State.preview_numbers, field, typed))

    assert owner.screen["full_numbers"]["next_01"] == shown
    assert owner.errors == {}


async def test_what_is_no_number_shows_none_beside_it(owner: Visitor) -> None:
    await owner.does(spec(State.preview_numbers, "next_01", "x"))

    assert owner.screen["full_numbers"]["next_01"] == ""
    assert owner.screen["full_numbers"]["next_03"] == "00100001030000000001"


async def test_a_corrected_number_shows_again(owner: Visitor) -> None:
    await owner.does(spec(State.preview_numbers, "next_01", "x"))

    await owner.does(spec(State.preview_numbers, "next_01", "7"))

    assert owner.screen["full_numbers"]["next_01"] == "00100001010000000007"


@pytest.mark.parametrize("field", ["page", "busy", "_x", "next_99", "", "errors"])
async def test_only_the_fields_of_the_page_can_be_typed_into(
    owner: Visitor, field: str
) -> None:
    before = dict(owner.screen)

    await owner.does(spec(State.preview_numbers, field, "7"))

    assert owner.screen == before


async def test_the_numbers_are_kept(owner: Visitor) -> None:
    submitted = consecutives_submission(next_01="6", next_10="12", branch="2")

    await owner.does(spec(State.submit_consecutives, submitted))
    back = await owner.elsewhere().visits("/consecutivos")

    assert owner.redirects == ["/plan"]
    assert back.screen["next_numbers"]["next_01"] == "6"
    assert back.screen["next_numbers"]["next_10"] == "12"
    assert back.screen["next_numbers"]["next_03"] == "0"
    assert back.screen["branch"] == "2"
    assert back.screen["full_numbers"]["next_01"] == "00200001010000000006"


async def test_all_zero_is_an_answer(owner: Visitor) -> None:
    await owner.does(spec(State.submit_consecutives, consecutives_submission()))

    assert owner.redirects == ["/plan"]


async def test_another_branch_replaces_the_first(owner: Visitor) -> None:
    await owner.does(spec(State.submit_consecutives, consecutives_submission()))

    moved = consecutives_submission(branch="3", next_01="9")
    await owner.does(spec(State.submit_consecutives, moved))
    back = await owner.elsewhere().visits("/consecutivos")

    assert back.screen["full_numbers"]["next_01"] == "00300001010000000009"


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"next_01": "x"}, "next_01", "document_number.not_whole"),
        ({"next_01": "-1"}, "next_01", "document_number.negative"),
        ({"next_01": "1,5"}, "next_01", "document_number.not_whole"),
        ({"next_01": "1e3"}, "next_01", "document_number.not_whole"),
        ({"next_01": "12345678901"}, "next_01", "document_number.too_large"),
        (
            {"next_01": "00100001010000000006"},
            "next_01",
            "document_number.whole_consecutive",
        ),
        ({"branch": "0"}, "branch", "branch.out_of_range"),
        ({"branch": "1000"}, "branch", "branch.out_of_range"),
        ({"terminal": "0"}, "terminal", "terminal.out_of_range"),
        ({"terminal": "100000"}, "terminal", "terminal.out_of_range"),
    ],
)
async def test_what_is_no_next_number_is_refused(
    owner: Visitor, changes: dict[str, str], field: str, code: str
) -> None:
    await owner.does(
        spec(State.submit_consecutives, consecutives_submission(**changes))
    )

    assert owner.errors == {field: SENTENCES[code]}
    assert owner.redirects == []


async def test_a_double_click_keeps_one_set(owner: Visitor) -> None:
    click = spec(State.submit_consecutives, consecutives_submission())

    await owner.does(click, click)

    assert owner.redirects == ["/plan"]
    assert owner.errors == {}
