"""User, file and PIN are looked at before anything is sent; nothing is kept."""

import json
import re

import pytest

from asystec_web.flow.steps import Step
from asystec_web.services import Services, keys
from asystec_web.state import OnboardingState as State
from tests.factories import API_USER, hacienda_submission, key_base64, someone_at
from tests.sentences import says
from tests.visitor import Visitor, spec

OTHER_USER = API_USER.replace("999999", "999901")


@pytest.fixture
async def owner(services: Services) -> Visitor:
    del services
    return await (await someone_at(Step.HACIENDA)).visits("/hacienda")


def message(**changes: str) -> str:
    given = dict(hacienda_submission())
    given.pop("hacienda_password")
    return json.dumps({**given, **changes})


def demo(suffix: str) -> dict[str, str]:
    name = f"3101999999-{suffix}.p12"
    return {"key_content": key_base64(name), "key_name": name}


async def test_user_and_key_say_whose_they_are(owner: Visitor) -> None:
    await owner.does(spec(State.glance_at_key, message()))

    assert owner.screen["user_note"] == "Usuario de 3-101-999999, pruebas"
    assert re.fullmatch(
        r"3101999999\.p12 · de EMPRESA DE PRUEBA SOCIEDAD ANONIMA \(3-101-999999\) · "
        r"vence el \d\d/\d\d/\d{4} · pruebas",
        owner.screen["key_note"],
    )
    assert owner.screen["doubts"] == {}
    assert owner.screen["looking_at_key"] is False


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        pytest.param({"pin": "9999"}, "pin", "key.pin_rejected", id="PIN"),
        pytest.param(demo("vencida"), "key", "key.expired", id="expired"),
        pytest.param({**demo("pdf"), "pin": ""}, "key", "key.is_pdf", id="no PIN yet"),
        pytest.param(demo("otra-cedula"), "key", "key.of_another", id="another's"),
        pytest.param(
            {"hacienda_user": OTHER_USER}, "hacienda_user", "hacienda_user.of_another"
        ),
        pytest.param(
            {"hacienda_user": OTHER_USER, "pin": ""},
            "hacienda_user",
            "hacienda_user.not_of_business",
            id="the user alone",
        ),
        pytest.param(
            {"hacienda_user": OTHER_USER, "key_content": key_base64("3101999901.p12")},
            "",
            "hacienda.business_differs",
            id="the business",
        ),
    ],
)
async def test_what_is_wrong_is_told_at_its_field(
    owner: Visitor, changes: dict[str, str], field: str, code: str
) -> None:
    await owner.does(spec(State.glance_at_key, message(**changes)))

    assert list(owner.screen["doubts"]) == [field]
    assert says(owner.screen["doubts"][field], code)
    assert owner.errors == {}


@pytest.mark.parametrize(
    ("suffix", "warns"),
    [
        pytest.param("firma-digital", "La emitió el Banco Central", id="Central Bank"),
        pytest.param("emisor-desconocido", "No conocemos a quien", id="a stranger"),
        pytest.param("por-vencer", "Le quedan pocos días", id="soon over"),
    ],
)
async def test_a_warning_is_no_error(owner: Visitor, suffix: str, warns: str) -> None:
    await owner.does(spec(State.glance_at_key, message(**demo(suffix))))

    assert owner.screen["key_warning"].startswith(warns)
    assert owner.screen["key_note"]
    assert owner.screen["doubts"] == {}


async def test_a_key_has_as_many_days_before_it_is_connected_as_after(
    owner: Visitor,
) -> None:
    soon = demo("por-vencer")
    await owner.does(spec(State.glance_at_key, message(**soon)))
    said = re.search(r"vence el (\S+ \(.+ días\))", owner.screen["key_note"])
    assert said is not None

    await owner.does(spec(State.submit_hacienda, hacienda_submission(**soon)))

    [notice] = (await owner.elsewhere().visits("/perfil")).screen["connection_notices"]
    assert notice["detail"].startswith(f"Vence el {said[1]}.")


async def test_a_pin_that_opens_nothing_leaves_nothing_said_of_the_key(
    owner: Visitor,
) -> None:
    await owner.does(spec(State.glance_at_key, message()))
    assert owner.screen["key_note"]

    await owner.does(spec(State.submit_hacienda, hacienda_submission(pin="9999")))

    assert says(owner.errors["pin"], "key.pin_rejected")
    assert owner.screen["key_note"] == ""


NO_FILE = {"key_content": "", "key_name": "", "key_size": ""}


async def test_a_pin_typed_anew_is_looked_at_with_the_key_that_was_kept(
    owner: Visitor,
) -> None:
    later = hacienda_submission(choice="later", pin="9999")
    await owner.does(spec(State.submit_hacienda, later))
    back = await owner.elsewhere().visits("/hacienda")

    await back.does(spec(State.glance_at_key, message(**NO_FILE, pin="8888")))
    doubts = dict(back.screen["doubts"])
    await back.does(spec(State.glance_at_key, message(**NO_FILE)))

    assert list(doubts) == ["pin"]
    assert says(doubts["pin"], "key.pin_rejected")
    assert back.screen["doubts"] == {}
    assert back.screen["key_note"].startswith("Su llave guardada · de EMPRESA")


async def test_a_user_typed_anew_is_compared_with_the_key_that_was_kept(
    owner: Visitor,
) -> None:
    await owner.does(spec(State.submit_hacienda, hacienda_submission()))
    back = await owner.elsewhere().visits("/hacienda")
    other = message(**NO_FILE, pin="", hacienda_user=OTHER_USER)

    await back.does(spec(State.glance_at_key, other))

    assert says(back.screen["doubts"]["hacienda_user"], "hacienda_user.of_another")


async def test_a_wrong_file_is_not_looked_at_as_the_one_that_was_kept(
    owner: Visitor,
) -> None:
    await owner.does(spec(State.submit_hacienda, hacienda_submission()))
    back = await owner.elsewhere().visits("/hacienda")

    await back.does(spec(State.glance_at_key, message(**demo("pdf"), pin="9999")))

    assert list(back.screen["doubts"]) == ["key"]
    assert says(back.screen["doubts"]["key"], "key.is_pdf")
    assert back.screen["key_note"] == ""


async def test_the_last_of_several_glances_is_the_one_that_shows(
    owner: Visitor,
) -> None:
    await owner.does(
        spec(State.glance_at_key, message(pin="9999")),
        spec(State.glance_at_key, message()),
    )

    assert owner.screen["doubts"] == {}
    assert owner.screen["key_note"].startswith("3101999999.p12 · de EMPRESA")


async def test_a_glance_replaces_what_a_submit_said(owner: Visitor) -> None:
    await owner.does(spec(State.submit_hacienda, hacienda_submission(pin="9999")))
    assert list(owner.errors) == ["pin"]

    await owner.does(spec(State.glance_at_key, message()))

    assert owner.errors == {}


@pytest.mark.parametrize(
    ("sent", "user_note", "key_note"),
    [
        pytest.param(
            {"hacienda_password": "otra"},
            "Usuario de 3-101-999999, pruebas",
            "3101999999.p12 · de EMPRESA DE PRUEBA SOCIEDAD ANONIMA (3-101-999999)",
            id="refused by Hacienda",
        ),
        pytest.param(
            {"hacienda_password": ""},
            "Usuario de 3-101-999999, pruebas",
            "3101999999.p12 · de EMPRESA DE PRUEBA SOCIEDAD ANONIMA (3-101-999999)",
            id="before it is asked",
        ),
        pytest.param(
            {"hacienda_user": "", "pin": "9999"}, "", "", id="what does not open"
        ),
    ],
)
async def test_a_submit_sooner_than_the_glance_leaves_nothing_of_another_key(
    owner: Visitor, sent: dict[str, str], user_note: str, key_note: str
) -> None:
    other = {"key_content": key_base64("3101999901.p12"), "key_name": "otra.p12"}
    before = message(hacienda_user=OTHER_USER, **other)
    await owner.does(spec(State.glance_at_key, before))
    assert owner.screen["key_note"].startswith("otra.p12 · de EMPRESA MOROSA")

    await owner.does(spec(State.submit_hacienda, hacienda_submission(**sent)))

    assert owner.errors
    assert owner.screen["user_note"] == user_note
    assert owner.screen["key_note"].startswith(key_note)
    assert bool(owner.screen["key_note"]) == bool(key_note)


async def test_whoever_guesses_is_told_to_wait(
    owner: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "LOOKS", "2/minute")
    for pin in ("0000", "0001", "0002"):
        await owner.does(spec(State.glance_at_key, message(pin=pin)))

    assert says(owner.screen["doubts"]["key"], "key.rationed")


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param("", id="nothing"),
        pytest.param("[" * 5000, id="nested"),
        pytest.param('{"pin": 1, "key_content": [], "hacienda_user": {}}', id="kinds"),
        pytest.param("x" * 500_000, id="too much"),
    ],
)
async def test_any_message_is_borne(owner: Visitor, sent: str) -> None:
    await owner.does(spec(State.glance_at_key, sent))

    assert owner.screen["key_note"] == ""


async def test_a_stranger_is_told_nothing(services: Services) -> None:
    del services
    stranger = Visitor()

    await stranger.does(spec(State.glance_at_key, message()))

    assert stranger.screen["key_note"] == stranger.screen["user_note"] == ""


async def test_a_glance_leaves_no_secret_behind(owner: Visitor) -> None:
    await owner.does(spec(State.glance_at_key, message(pin="planted-pin-77")))

    kept = await owner.pickled()
    assert b"planted-pin-77" not in kept
    assert "planted-pin-77" not in owner.wire
    assert key_base64()[300:340] not in owner.wire
