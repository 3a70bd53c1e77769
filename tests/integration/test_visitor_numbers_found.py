"""The page of the next numbers, when Hacienda lists what was issued."""

import asyncio

import httpx
import pytest

from asystec_web.flow.steps import Step
from asystec_web.models import ConnectionStatus
from asystec_web.services import Services
from asystec_web.simulators.listeners import SimulatorUrls
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.conftest import Mood
from tests.factories import (
    NUMBER,
    answer_before,
    connect,
    consecutives_submission,
    new_account,
    signed_in,
)
from tests.sentences import says
from tests.visitor import Visitor, spec
from tests.waiting import until

LIST = "/recepcion-sandbox/v1/comprobantes"
DETECTED = "detectado en Hacienda"


async def connected(cedula: str = NUMBER, **changes: object) -> Visitor:
    """Give somebody whose connection is proven, before the page of the numbers."""
    account = await new_account()
    await answer_before(account, Step.CONSECUTIVES)
    await connect(account, cedula, **changes)  # pyright: ignore[reportArgumentType] - tests send what they like
    return await signed_in(account)


async def at_numbers(cedula: str = NUMBER, **changes: object) -> Visitor:
    return await (await connected(cedula, **changes)).visits("/consecutivos")


async def looking(person: Visitor) -> None:
    """Wait until Hacienda is being asked."""
    await until(lambda: bool(person.screen.get("seeking")))


def numbers(person: Visitor) -> dict[str, str]:
    shown = person.screen["next_numbers"]
    return {name: number for name, number in shown.items() if number != "0"}


def mark(person: Visitor, field: str) -> dict[str, str]:
    return person.screen["number_marks"][field]


async def test_the_demo_company_finds_its_next_numbers(services: Services) -> None:
    person = await at_numbers()

    assert numbers(person) == {"next_01": "43", "next_03": "8", "next_04": "129"}
    assert mark(person, "next_01")["tag"] == DETECTED
    assert mark(person, "next_02")["tag"] == ""
    assert person.screen["full_numbers"]["next_01"] == "00100001010000000043"
    assert person.screen["seek_note"].startswith("Encontramos sus últimos números")
    assert "ambiente de pruebas" in person.screen["seek_note"]
    assert person.screen["seek_found"]
    assert not person.screen["seek_again"]
    assert not person.screen["seeking"]
    assert person.screen["way"] == "before"
    assert person.screen["number_places"] == []
    assert "Buscando" not in person.wire


async def test_production_is_asked_for_a_user_of_production(services: Services) -> None:
    person = await at_numbers("3101999906")

    assert numbers(person) == {"next_01": "43", "next_03": "8", "next_04": "129"}
    assert "pruebas" not in person.screen["seek_note"]


async def test_whoever_is_not_connected_is_not_looked_for(
    services: Services, simulators: SimulatorUrls, controls: httpx.Client
) -> None:
    for status in (ConnectionStatus.DEFERRED, ConnectionStatus.TO_CHECK):
        person = await at_numbers(status=status.value)
        await person.does(spec(State.seek_numbers))

        assert person.screen["seek_note"] == ""
        assert numbers(person) == {}
        assert person.screen["way"] == ""
    state = controls.get(f"{simulators.hacienda}/_control/state").json()  # noqa: ASYNC212 - a millisecond
    assert state["logins"] == 0


async def test_nobody_signed_out_or_too_early_looks(
    services: Services, visitor: Visitor
) -> None:
    await visitor.visits("/terminos")
    early = await (await signed_in()).visits("/terminos")

    for person in (visitor, early):
        await person.does(spec(State.seek_numbers))
        assert person.screen["seek_note"] == ""


SAID = {
    "3101999911": ("Leímos solo los 1000 comprobantes más recientes", False),
    "3101999912": ("Encontramos sus últimos números", False),
    "3101999913": (SENTENCES["documents.forbidden"], False),
    "3101999914": ("Encontramos sus últimos números", False),
    "3101999915": ("Leímos solo los 50 comprobantes más recientes", True),
    "3101A00001": ("Encontramos sus últimos números", False),
    "3101999901": ("no aparece ningún comprobante suyo", False),
}


@pytest.mark.parametrize("cedula", SAID)
async def test_every_case_of_the_simulator_has_its_words(
    services: Services, cedula: str
) -> None:
    person = await at_numbers(cedula)

    words, again = SAID[cedula]
    assert words in person.screen["seek_note"]
    assert person.screen["seek_again"] is again
    assert person.screen["seek_whole"] is words.startswith("Encontramos")
    assert not person.screen["seeking"]


async def test_at_the_cap_the_next_is_one_again(services: Services) -> None:
    person = await at_numbers("3101999914")

    assert numbers(person) == {"next_01": "1"}
    assert mark(person, "next_01")["tag"] == DETECTED
    assert mark(person, "next_01")["note"].startswith(
        "Ya emitió el 9\xa0999\xa0999\xa0999"
    )
    assert mark(person, "next_01")["offer"] == ""
    assert person.screen["start_note"] == ""


async def test_whoever_has_invoiced_is_not_told_to_begin_at_one(
    services: Services,
) -> None:
    person = await at_numbers()

    await person.does(spec(State.choose_way, "first"))

    assert "Solo siga" not in person.screen["way_note"]
    assert "Escoja «Ya he facturado»" in person.screen["way_note"]
    assert person.screen["next_numbers"]["next_01"] == "0"
    await person.does(spec(State.choose_way, "before"))
    assert person.screen["way_note"] == ""
    assert person.screen["next_numbers"]["next_01"] == "43"


FOREIGN = (
    '[{"clave": "50626112600011111111100100001010000000007112345678"},'
    '{"clave": "5"}, {}, null]'
)
MOODS: dict[str, tuple[dict[str, object], str, bool]] = {
    "401": ({"status": 401}, SENTENCES["documents.session_refused"], True),
    "403": ({"status": 403}, SENTENCES["documents.forbidden"], False),
    "429": ({"status": 429}, SENTENCES["documents.throttled"], True),
    "503": ({"status": 503}, SENTENCES["documents.unavailable"], True),
    "HTML": ({"status": 200, "body": "<p>"}, SENTENCES["documents.unavailable"], True),
    "no list": ({"status": 200, "body": "7"}, SENTENCES["documents.unavailable"], True),
    "a break": ({"drop": True}, SENTENCES["documents.unavailable"], True),
    "huge": (
        {"status": 200, "body": "[" + "1," * 200_000 + "1]"},
        SENTENCES["documents.unavailable"],
        True,
    ),
    "nothing": ({"status": 200, "body": "[]"}, "no aparece ningún comprobante", False),
    "no claves": (
        {"status": 200, "body": '[{"clave": "5"}, {}, null]'},
        "no trae ninguna clave que podamos leer",
        False,
    ),
    "others'": (
        {"status": 200, "body": FOREIGN},
        "solo trae comprobantes de otra cédula",
        False,
    ),
    "IdP away": (
        {"path": "/auth", "status": 503},
        SENTENCES["documents.unavailable"],
        True,
    ),
    "IdP full": (
        {"path": "/auth", "status": 429},
        SENTENCES["documents.throttled"],
        True,
    ),
    "user blocked": (
        {"path": "/auth", "status": 403},
        SENTENCES["documents.user_blocked"],
        True,
    ),
}


@pytest.mark.parametrize("case", MOODS)
async def test_every_mood_is_told_apart_and_blocks_nothing(
    services: Services, mood: Mood, case: str
) -> None:
    fault, words, again = MOODS[case]
    mood("hacienda", {"path": LIST, **fault})

    person = await at_numbers()

    assert words in person.screen["seek_note"]
    assert person.screen["seek_again"] is again
    assert numbers(person) == {}
    assert person.errors == {}
    await person.does(spec(State.submit_consecutives, consecutives_submission()))
    assert person.sent_to == "/plan"


async def test_lost_credentials_are_named(services: Services) -> None:
    person = await at_numbers(sealed_password=b"\x01" * 50)

    assert person.screen["seek_note"] == SENTENCES["documents.credentials_lost"]


async def test_one_looks_again_once_the_outage_is_over(
    services: Services, mood: Mood
) -> None:
    mood("hacienda", {"path": LIST, "status": 503})
    person = await at_numbers()
    mood("hacienda", [])

    await person.does(spec(State.seek_numbers))

    assert numbers(person)["next_01"] == "43"
    assert not person.screen["seek_again"]


async def test_whoever_asks_again_and_again_is_told_when_to(services: Services) -> None:
    person = await at_numbers()

    for _ in range(10):
        await person.does(spec(State.seek_numbers))

    assert says(person.screen["seek_note"], "documents.rationed")
    assert person.screen["seek_again"]
    assert numbers(person)["next_01"] == "43", "what was found stays"


async def test_what_was_found_is_not_asked_again_in_the_same_tab(
    services: Services, simulators: SimulatorUrls, controls: httpx.Client
) -> None:
    person = await at_numbers()

    await person.visits("/consecutivos")

    assert numbers(person)["next_01"] == "43"
    assert mark(person, "next_01")["tag"] == DETECTED
    state = controls.get(f"{simulators.hacienda}/_control/state").json()  # noqa: ASYNC212 - a millisecond
    assert state["logins"] == 1


async def test_nothing_that_was_typed_is_overwritten(
    services: Services, mood: Mood
) -> None:
    mood("hacienda", {"path": LIST, "status": 0, "hold": True})
    person = await connected()

    arriving = asyncio.create_task(person.visits("/consecutivos"))
    await looking(person)
    await person.does(spec(State.preview_numbers, "next_01", "6"))
    mood("hacienda", [])
    await arriving

    assert numbers(person) == {"next_01": "6", "next_03": "8", "next_04": "129"}
    assert mark(person, "next_01")["offer"] == "43"
    assert "es 42" in mark(person, "next_01")["note"]
    assert mark(person, "next_01")["warns"] == ""


async def test_nothing_that_was_saved_is_overwritten(services: Services) -> None:
    person = await at_numbers()
    saved = consecutives_submission(next_01="50", next_03="8")
    await person.does(spec(State.submit_consecutives, saved))

    back = await person.elsewhere().visits("/consecutivos")

    assert numbers(back) == {"next_01": "50", "next_03": "8"}
    assert mark(back, "next_01")["offer"] == "43"
    assert mark(back, "next_03")["tag"] == DETECTED
    assert mark(back, "next_04")["offer"] == "129"
    assert back.screen["way"] == "before"


async def test_the_last_in_place_of_the_next_is_a_warning_with_a_mend(
    services: Services,
) -> None:
    person = await at_numbers()

    await person.does(spec(State.preview_numbers, "next_01", "42"))

    assert mark(person, "next_01") == {
        "tag": "",
        "note": "42 es el último que ya emitió. El próximo es 43.",
        "warns": "True",
        "offer": "43",
    }
    await person.does(spec(State.preview_numbers, "next_01", "43"))
    assert mark(person, "next_01")["tag"] == DETECTED
    last = consecutives_submission(next_01="42")
    await person.does(spec(State.submit_consecutives, last))
    assert person.sent_to == "/plan"


async def test_the_terminal_in_use_is_proposed_and_others_may_be_chosen(
    services: Services,
) -> None:
    person = await at_numbers("3101999916")
    places = person.screen["number_places"]

    assert (person.screen["branch"], person.screen["terminal"]) == ("1", "2")
    assert numbers(person) == {"next_01": "901", "next_04": "56"}
    assert [each["value"] for each in places] == ["1-2", "2-1", "1-1"]
    assert [each["current"] for each in places] == ["yes", "", ""]
    assert places[0]["name"] == "Sucursal 001, terminal 00002"
    assert places[0]["detail"].startswith("Último comprobante: ")

    await person.does(spec(State.number_at, "2-1"))

    assert (person.screen["branch"], person.screen["terminal"]) == ("2", "1")
    assert numbers(person) == {"next_01": "13"}
    assert person.screen["full_numbers"]["next_01"] == "00200001010000000013"
    assert "sucursal 002, terminal 00001" in person.screen["numbering_note"]


async def test_another_terminal_is_offered_where_nobody_numbers_yet(
    services: Services,
) -> None:
    person = await at_numbers()
    assert person.screen["new_terminal"] == "00002"

    await person.does(spec(State.number_at, person.screen["new_place"]))

    assert (person.screen["branch"], person.screen["terminal"]) == ("1", "2")
    assert numbers(person) == {}
    assert person.screen["full_numbers"]["next_01"] == "00100002010000000001"


@pytest.mark.parametrize(
    ("branch", "terminal", "offered"),
    [("2", "x", "2-2"), ("", "1", "1-2"), ("1000", "7", "1-2"), ("3", "", "3-2")],
)
async def test_another_terminal_is_offered_whatever_is_being_typed(
    services: Services, branch: str, terminal: str, offered: str
) -> None:
    person = await at_numbers("3101999916")

    await person.does(spec(State.preview_numbers, "branch", branch))
    await person.does(spec(State.preview_numbers, "terminal", terminal))

    assert person.screen["new_place"] == offered.replace("1-2", "1-3")


async def test_numbers_follow_a_terminal_that_is_typed(services: Services) -> None:
    person = await at_numbers("3101999916")

    await person.does(spec(State.preview_numbers, "terminal", "1"))

    assert numbers(person) == {"next_01": "311"}


@pytest.mark.parametrize("where", ["", "0-1", "1-0", "1000-1", "x-y", "1", "1-100000"])
async def test_only_places_there_are_can_be_chosen(
    services: Services, where: str
) -> None:
    person = await at_numbers()
    before = dict(person.screen)

    await person.does(spec(State.number_at, where))

    assert person.screen == before


async def test_the_first_time_sets_zeros_and_the_other_way_brings_them_back(
    services: Services,
) -> None:
    person = await at_numbers()
    await person.does(spec(State.preview_numbers, "next_02", "5"))

    await person.does(spec(State.choose_way, "first"))
    assert numbers(person) == {}
    assert mark(person, "next_01")["offer"] == "43"
    back_at_once = await person.visits("/consecutivos")
    assert numbers(back_at_once) == {}
    await person.does(spec(State.choose_way, "before"))

    assert numbers(person)["next_01"] == "43"


async def test_what_was_typed_comes_back_after_the_first_time(
    services: Services,
) -> None:
    person = await at_numbers(status="deferred")
    await person.does(spec(State.preview_numbers, "next_02", "5"))

    await person.does(spec(State.choose_way, "first"))
    await person.does(spec(State.choose_way, "before"))

    assert numbers(person) == {"next_02": "5"}


@pytest.mark.parametrize("way", ["", "third", "__class__"])
async def test_there_are_two_ways(services: Services, way: str) -> None:
    person = await at_numbers(status="deferred")

    await person.does(spec(State.choose_way, way))

    assert person.screen["way"] == ""


async def test_whoever_has_gone_on_is_told_nothing(
    services: Services, mood: Mood
) -> None:
    mood("hacienda", {"path": LIST, "status": 0, "hold": True})
    person = await connected()
    arriving = asyncio.create_task(person.visits("/consecutivos"))
    await looking(person)

    person.address = "/plan"
    await person.does(spec(State.enter_plan))
    mood("hacienda", [])
    await arriving

    assert numbers(person) == {}
    assert person.screen["seek_note"] == ""
    assert not person.screen["seeking"]
    await person.visits("/consecutivos")
    assert numbers(person)["next_01"] == "43"


async def test_what_was_found_is_of_one_cedula(services: Services) -> None:
    account = await new_account()
    await answer_before(account, Step.CONSECUTIVES)
    await connect(account)
    person = await (await signed_in(account)).visits("/consecutivos")
    assert numbers(person)

    await connect(account, "3101999916")
    await person.visits("/consecutivos")

    assert numbers(person) == {"next_01": "901", "next_04": "56"}


async def test_no_secret_of_the_search_is_seen(services: Services) -> None:
    person = await at_numbers()

    written = person.wire.encode() + await person.pickled()
    for secret in (b"Demo&Hacienda", b"eyJ", b"Bearer"):
        assert secret not in written
