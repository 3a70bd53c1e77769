from base64 import b64encode

import pytest

from asystec_web.flow.steps import Step
from asystec_web.models import ConnectionStatus, HaciendaConnection
from asystec_web.services import Services
from asystec_web.simulators.hacienda.key_files import MODERN_PIN
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.conftest import Mood
from tests.factories import (
    API_USER,
    hacienda_submission,
    key_base64,
    later_submission,
    someone_at,
)
from tests.sentences import says
from tests.visitor import Visitor, spec

HOST = "comprobanteselectronicos.go.cr"


@pytest.fixture
async def owner(services: Services) -> Visitor:
    """Somebody who is asked for the connection."""
    del services
    return await (await someone_at(Step.HACIENDA)).visits("/hacienda")


async def connection_of(
    person: Visitor, services: Services
) -> HaciendaConnection | None:
    account = await services.sessions.account_of(person.cookies.partition("=")[2])
    assert account is not None
    return (await services.businesses.answers(account)).connection


def demo_key(suffix: str) -> str:
    return key_base64(f"3101999999-{suffix}.p12")


async def test_what_hacienda_accepts_is_kept(
    services: Services, owner: Visitor
) -> None:
    await owner.does(spec(State.submit_hacienda, hacienda_submission()))

    kept = await connection_of(owner, services)
    assert owner.redirects == ["/consecutivos"]
    assert kept is not None
    assert kept.status == ConnectionStatus.CONNECTED
    assert kept.environment == "stag"
    assert kept.key_holder == "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"
    assert kept.key_expires_at is not None


async def test_what_is_connected_is_shown_without_secrets(owner: Visitor) -> None:
    await owner.does(spec(State.submit_hacienda, hacienda_submission()))

    back = await owner.elsewhere().visits("/hacienda")

    [told] = back.screen["connection_notices"]
    assert told["title"] == "Hacienda conectada"
    assert told["detail"].startswith(
        "Conectado como EMPRESA DE PRUEBA SOCIEDAD ANONIMA. Su llave vence el "
    )
    assert back.screen["api_user"] == API_USER


@pytest.mark.parametrize(
    "submitted",
    [
        pytest.param(
            dict.fromkeys(hacienda_submission(), ""), id="with every field empty"
        ),
        pytest.param(
            dict.fromkeys(hacienda_submission(), "") | {"hacienda_user": API_USER},
            id="with the user the page filled in",
        ),
    ],
)
async def test_who_is_connected_goes_on_without_typing_again(
    services: Services, owner: Visitor, submitted: dict[str, str]
) -> None:
    await owner.does(spec(State.submit_hacienda, hacienda_submission()))

    await owner.does(spec(State.submit_hacienda, submitted))

    kept = await connection_of(owner, services)
    assert owner.errors == {}
    assert owner.redirects == ["/consecutivos", "/consecutivos"]
    assert kept is not None
    assert kept.status == ConnectionStatus.CONNECTED


async def test_a_modern_key_has_a_long_pin(owner: Visitor) -> None:
    submitted = hacienda_submission(key_content=demo_key("moderna"), pin=MODERN_PIN)

    await owner.does(spec(State.submit_hacienda, submitted))

    assert owner.errors == {}
    assert owner.redirects == ["/consecutivos"]


async def test_a_copied_password_brings_blanks_along(owner: Visitor) -> None:
    submitted = hacienda_submission(hacienda_password=f" {DEMO_PASSWORD}\r\n")

    await owner.does(spec(State.submit_hacienda, submitted))

    assert owner.errors == {}


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        pytest.param({"pin": "9999"}, "pin", "key.pin_rejected", id="wrong PIN"),
        pytest.param({"pin": ""}, "pin", "pin.empty", id="no PIN"),
        pytest.param(
            {"key_content": demo_key("vencida")}, "key", "key.expired", id="expired"
        ),
        pytest.param(
            {"key_content": demo_key("futura")},
            "key",
            "key.not_yet_valid",
            id="not yet valid",
        ),
        pytest.param(
            {"key_content": demo_key("otra-cedula")},
            "key",
            "key.of_another",
            id="key of another cédula",
        ),
        pytest.param(
            {"key_content": demo_key("produccion")},
            "key",
            "key.other_environment",
            id="key for production",
        ),
        pytest.param(
            {"key_content": demo_key("sin-llave")},
            "key",
            "key.no_private_key",
            id="certificate only",
        ),
        pytest.param(
            {"key_content": demo_key("llave-ajena")},
            "key",
            "key.strangers",
            id="key of another certificate",
        ),
        pytest.param(
            {"key_content": demo_key("texto")},
            "key",
            "key.is_text",
            id="a text named .p12",
        ),
        pytest.param(
            {"key_content": "no es base64"}, "key", "key.not_a_key", id="no base64"
        ),
        pytest.param(
            {"key_content": "", "key_size": "0"}, "key", "key.file_empty", id="empty"
        ),
        pytest.param(
            {"key_content": "", "key_name": "", "key_size": ""},
            "key",
            "key.missing",
            id="no file",
        ),
        pytest.param(
            {"key_content": "", "key_size": str(2 * 1024 * 1024)},
            "key",
            "key.too_large",
            id="2 MB, which the page does not send",
        ),
        pytest.param(
            {"key_content": b64encode(bytes(2 * 1024 * 1024)).decode()},
            "key",
            "key.too_large",
            id="2 MB, sent all the same",
        ),
        pytest.param(
            {"hacienda_password": "otra"},
            "hacienda_password",
            "hacienda.rejected",
            id="wrong password",
        ),
        pytest.param(
            {"hacienda_user": f"cpj-3-101-999901@stag.{HOST}"},
            "hacienda_user",
            "hacienda_user.of_another",
            id="user of another cédula",
        ),
        pytest.param(
            {"hacienda_user": f"cpj-3-101-999999@{HOST}"},
            "hacienda_user",
            "hacienda_user.no_environment",
            id="user without environment",
        ),
        pytest.param(
            {"hacienda_user": "persona@prueba.test"},
            "hacienda_user",
            "hacienda_user.not_api_user",
            id="an e-mail",
        ),
        pytest.param(
            {"hacienda_user": f"cpj-3-101-999999@prod.{HOST}"},
            "key",
            "key.other_environment",
            id="user of the other environment",
        ),
    ],
)
async def test_each_failure_is_told_apart(
    services: Services,
    owner: Visitor,
    changes: dict[str, str],
    field: str,
    code: str,
) -> None:
    await owner.does(spec(State.submit_hacienda, hacienda_submission(**changes)))

    assert list(owner.errors) == [field]
    assert says(owner.errors[field], code)
    assert owner.redirects == []
    assert await connection_of(owner, services) is None


async def test_nothing_typed_says_so_at_every_field(owner: Visitor) -> None:
    nothing = dict.fromkeys(hacienda_submission(), "")

    await owner.does(spec(State.submit_hacienda, nothing))

    assert list(owner.errors) == ["hacienda_user", "hacienda_password", "key", "pin"]


async def test_what_fails_later_keeps_what_was_proven(
    services: Services, owner: Visitor
) -> None:
    await owner.does(spec(State.submit_hacienda, hacienda_submission()))

    await owner.does(spec(State.submit_hacienda, hacienda_submission(pin="9999")))

    kept = await connection_of(owner, services)
    assert owner.errors == {"pin": SENTENCES["key.pin_rejected"]}
    assert kept is not None
    assert kept.status == ConnectionStatus.CONNECTED


async def test_connecting_later_is_an_answer(
    services: Services, owner: Visitor
) -> None:
    await owner.does(spec(State.submit_hacienda, later_submission()))

    kept = await connection_of(owner, services)
    assert owner.redirects == ["/consecutivos"]
    assert kept is not None
    assert kept.status == ConnectionStatus.DEFERRED


async def test_connecting_later_throws_no_connection_away(
    services: Services, owner: Visitor
) -> None:
    await owner.does(spec(State.submit_hacienda, hacienda_submission()))

    await owner.does(spec(State.submit_hacienda, later_submission()))

    kept = await connection_of(owner, services)
    assert kept is not None
    assert kept.status == ConnectionStatus.CONNECTED


async def test_later_has_come(services: Services, owner: Visitor) -> None:
    await owner.does(spec(State.submit_hacienda, later_submission()))

    await owner.does(spec(State.submit_hacienda, hacienda_submission()))

    kept = await connection_of(owner, services)
    assert kept is not None
    assert kept.status == ConnectionStatus.CONNECTED


async def test_a_double_click_asks_hacienda_once(
    owner: Visitor, services: Services
) -> None:
    click = spec(State.submit_hacienda, hacienda_submission())

    await owner.does(click, click)

    state = await services.http.get(
        f"{services.settings.hacienda_api_url}/_control/state"
    )
    assert state.json()["logins"] == 1
    assert owner.redirects == ["/consecutivos"]


async def test_the_session_at_hacienda_is_closed_again(
    owner: Visitor, services: Services
) -> None:
    await owner.does(spec(State.submit_hacienda, hacienda_submission()))

    state = await services.http.get(
        f"{services.settings.hacienda_api_url}/_control/state"
    )
    assert state.json()["open_sessions"] == 0


@pytest.mark.parametrize(
    ("status", "code"),
    [
        pytest.param(403, "hacienda.blocked", id="blocked"),
        pytest.param(429, "hacienda.throttled", id="throttled"),
        pytest.param(503, "hacienda.identity_down", id="down"),
    ],
)
async def test_hacienda_refuses_in_several_ways(
    owner: Visitor, mood: Mood, status: int, code: str
) -> None:
    mood("hacienda", {"path": "/auth", "status": status, "body": "{}"})

    await owner.does(spec(State.submit_hacienda, hacienda_submission()))

    (said,) = owner.errors.values()
    assert says(said, code)
