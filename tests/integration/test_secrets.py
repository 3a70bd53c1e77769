import logging
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import structlog
from sqlmodel import select

from asystec_web.asystec_web import (
    _report_bug,  # pyright: ignore[reportPrivateUsage] - what Reflex calls for a bug
    app,
)
from asystec_web.flow.steps import Step
from asystec_web.forms.hacienda import HaciendaForm
from asystec_web.logs import configure_logs
from asystec_web.models import HaciendaConnection
from asystec_web.services import Services
from asystec_web.services.vault import SealBroken, vault_from
from asystec_web.settings import Settings
from asystec_web.simulators.hacienda.key_files import MODERN_PIN, content
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from asystec_web.state import OnboardingState as State
from tests.conftest import Mood
from tests.factories import (
    account_submission,
    business_submission,
    consecutives_submission,
    hacienda_submission,
    key_base64,
    later_submission,
    someone_at,
)
from tests.visitor import Visitor, spec

PASSWORD = "planted-guitarra-nube-9f3c"
WRONG_PASSWORD = "planted-marimba-trueno-7b1d"
WRONG_API_PASSWORD = "planted-api-5e2a"
WRONG_PIN = "planted-pin-8c4f"
KEY = content("3101999999-moderna.p12")


@dataclass
class Told:
    """A whole way through the sign-up, and everything that left a trace of it."""

    person: Visitor
    ticket: str
    session: str
    logged: str
    raised: list[Exception]
    conversation: bytes
    database: bytes
    row: HaciendaConnection

    @property
    def typed(self) -> dict[str, str]:
        """What was typed and may be nowhere."""
        middle = len(KEY) // 2
        return {
            "password": PASSWORD,
            "wrong password": WRONG_PASSWORD,
            "API password": DEMO_PASSWORD,
            "wrong API password": WRONG_API_PASSWORD,
            "PIN": MODERN_PIN,
            "wrong PIN": WRONG_PIN,
            "key": b64encode(KEY).decode()[300:340],
            "key's bytes": KEY[middle : middle + 16].hex(),
            "key as Python shows it": repr(KEY[middle : middle + 16])[2:-1],
        }


_once: list[Told] = []


@pytest.fixture
async def told(
    services: Services, caplog: pytest.LogCaptureFixture, mood: Mood
) -> Told:
    """Walk the whole way, and take every wrong turn that has a secret in it."""
    if not _once:
        _once.append(await walk(services, caplog, mood))
    return _once[0]


async def walk(
    services: Services, caplog: pytest.LogCaptureFixture, mood: Mood
) -> Told:
    factory = logging.getLogRecordFactory()
    configure_logs()
    caplog.set_level(logging.DEBUG)
    person = Visitor()
    modern = {"key_content": key_base64("3101999999-moderna.p12"), "pin": MODERN_PIN}
    right = hacienda_submission(**modern)
    with structlog.testing.capture_logs() as events:
        submitted = account_submission(password=PASSWORD)
        await person.does(spec(State.create_account, submitted))
        ticket = person.ticket
        await person.comes_in()
        for password in (WRONG_PASSWORD, PASSWORD):
            form = {"email": submitted["email"], "password": password}
            await Visitor().does(spec(State.sign_in, form))
        await person.does(spec(State.submit_business, business_submission()))
        await person.does(State.submit_activities)
        for wrong in (
            {"pin": WRONG_PIN},
            {"hacienda_password": WRONG_API_PASSWORD},
            {"hacienda_user": WRONG_API_PASSWORD},
            {"key_content": b64encode(KEY[:-200]).decode()},
        ):
            await person.does(spec(State.submit_hacienda, {**right, **wrong}))
        mood("hacienda", {"path": "/auth", "status": 500, "body": "{}"})
        await person.does(spec(State.submit_hacienda, right))
        mood("hacienda", [])
        # What a broken page or a bug could send.
        await person.sends("submit_hacienda", {"submitted": right, "x": right})
        await person.sends("submit_hacienda", {"sent": right})
        entries = {"__reflex_form_data__": [list(right.items())[1], [PASSWORD]]}
        await person.sends("submit_hacienda", {"submitted": entries})
        await person.sends(PASSWORD, {"submitted": right})
        for bug in person.bugs:
            _report_bug(bug)
        await person.does(spec(State.submit_hacienda, right))
        assert person.errors == {}
        await person.does(spec(State.submit_consecutives, consecutives_submission()))
        for address in ("/hacienda", "/plan", "/perfil"):
            await person.visits(address)
        await services.mail.close()
    logging.setLogRecordFactory(factory)
    logged = "\n".join(
        [caplog.text, *map(str, events), *(str(vars(each)) for each in caplog.records)]
    )
    async with services.database.transaction() as session:
        row = (await session.exec(select(HaciendaConnection))).one()
    return Told(
        person,
        ticket,
        person.cookies.partition("=")[2],
        logged,
        person.bugs,
        await person.pickled(),
        database_of(services),
        row,
    )


def database_of(services: Services) -> bytes:
    """Read the database's files as they lie on the disk."""
    file = Path(services.database.engine.url.database or "")
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


async def test_something_was_logged_and_something_went_wrong(told: Told) -> None:
    assert "handler_failed" in told.logged
    assert "identity_unavailable" in told.logged
    assert len(told.raised) >= 3


async def test_nothing_typed_comes_back_over_the_wire(told: Told) -> None:
    found = [name for name, secret in told.typed.items() if secret in told.person.wire]

    assert found == []
    assert told.session not in told.person.wire


async def test_the_ticket_travels_once(told: Told) -> None:
    assert told.person.wire.count(told.ticket) == 1


async def test_nothing_typed_is_logged(told: Told) -> None:
    secrets = {**told.typed, "ticket": told.ticket, "session": told.session}

    assert [name for name, secret in secrets.items() if secret in told.logged] == []


async def test_nothing_typed_is_part_of_an_exception(told: Told) -> None:
    for bug in told.raised:
        seen = f"{bug!r} {bug.args} {bug.__cause__!r}"

        assert [name for name, secret in told.typed.items() if secret in seen] == []


async def test_the_conversation_holds_nothing_typed(told: Told) -> None:
    kept = told.conversation

    found = [name for name, secret in told.typed.items() if secret.encode() in kept]
    assert found == []
    assert KEY[100:116] not in kept
    assert told.ticket.encode() not in kept


async def test_the_conversation_opens_no_session(told: Told) -> None:
    kept = told.conversation

    assert told.session.encode() not in kept


async def test_the_database_keeps_nothing_in_clear(told: Told) -> None:
    kept = told.database

    secrets = {**told.typed, "ticket": told.ticket, "session": told.session}
    assert [name for name, each in secrets.items() if each.encode() in kept] == []
    assert KEY[100:116] not in kept
    assert b"cpj-3-101-999999" in kept


async def test_what_is_sealed_opens_for_its_business_alone(
    told: Told, settings: Settings
) -> None:
    row = told.row
    vault = vault_from(settings)
    owner = str(row.business_id)
    assert row.sealed_password
    assert row.sealed_key
    assert row.sealed_pin

    assert vault.open(row.sealed_key, purpose="hacienda-key", owner=owner) == KEY
    assert vault.open(row.sealed_pin, purpose="hacienda-pin", owner=owner) == (
        MODERN_PIN.encode()
    )
    opened = vault.open(row.sealed_password, purpose="hacienda-password", owner=owner)
    assert opened == DEMO_PASSWORD.encode()
    with pytest.raises(SealBroken):
        vault.open(row.sealed_pin, purpose="hacienda-key", owner=owner)
    with pytest.raises(SealBroken):
        vault.open(row.sealed_pin, purpose="hacienda-pin", owner="another")
    assert "sealed" not in repr(row)


async def test_settings_show_no_secret(settings: Settings) -> None:
    secrets = [
        settings.stripe_secret_key,
        settings.stripe_webhook_secret,
        settings.database_url,
        *settings.secret_keys,
    ]

    shown = repr(settings) + str(settings.model_dump())

    assert not any(secret.get_secret_value() in shown for secret in secrets)


async def test_a_form_with_secrets_does_not_show_them() -> None:
    form = HaciendaForm.from_submission(
        hacienda_submission(
            hacienda_password=WRONG_API_PASSWORD,
            pin=WRONG_PIN,
            key_content=b64encode(KEY).decode(),
        )
    )

    shown = repr(form) + str(form) + str(form.model_dump()) + form.model_dump_json()
    assert WRONG_API_PASSWORD not in shown
    assert WRONG_PIN not in shown
    assert repr(KEY[100:116])[2:-1] not in shown


async def test_nobodys_conversation_is_read_by_the_next_one(services: Services) -> None:
    del services
    person = await (await someone_at(Step.PLAN)).visits("/perfil")
    assert "EMPRESA DE PRUEBA" in person.wire

    person.cookies, person.wire = "", ""
    await person.visits("/crear-cuenta")

    assert "EMPRESA DE PRUEBA" not in person.wire
    assert "3-101-999999" not in person.wire


async def test_leaving_takes_the_session_away_from_open_tabs(
    endpoints: httpx.AsyncClient,
) -> None:
    person = await (await someone_at(Step.HACIENDA)).visits("/hacienda")
    await endpoints.post("/salir", headers={"Cookie": person.cookies})

    await person.does(spec(State.submit_hacienda, later_submission()))

    assert person.redirects == ["/?volver=/hacienda"]


def test_bugs_are_reported_by_us() -> None:
    assert app.backend_exception_handler is _report_bug
