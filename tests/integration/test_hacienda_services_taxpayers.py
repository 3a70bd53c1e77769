import asyncio
import gc
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from asystec_web.errors.business import TaxpayerNotFound, TaxpayersUnavailable
from asystec_web.errors.hacienda import HaciendaFailure
from asystec_web.services.hacienda.breaker import DOWN_S, FAILURES
from asystec_web.services.hacienda.exchange import BODY_MAXIMUM
from asystec_web.services.hacienda.store import LocalStore
from asystec_web.services.hacienda.taxpayers import RegisteredActivity, Taxpayers
from asystec_web.services.limits import Limiter
from asystec_web.simulators.hacienda import hacienda_app
from asystec_web.simulators.servers import running_app
from tests.waiting import LONG_S, until

COMPANY = "3101999999"
PERSON = "111111111"
UNKNOWN = "199999999"
PATH = "/fe/ae"
GOOD = (
    '{"nombre":"PERSONA DE PRUEBA","tipoIdentificacion":"01",'
    '"situacion":{"estado":"Inscrito"}%s}'
)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Remote:
    """The simulator, as seen from its control endpoints."""

    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self.http = http
        self.url = url

    async def be_in_a_mood(self, **fault: object) -> None:
        mood = {"path": PATH, **fault}
        answer = await self.http.post(f"{self.url}/_control/mood", json=mood)
        assert answer.status_code == 200, answer.text

    async def calls(self) -> int:
        return (await self.state())["requests"].get(PATH, 0)

    async def is_asked(self) -> None:
        """Wait for a question."""

        async def asked() -> bool:
            return await self.calls() > 0

        await until(asked)

    async def state(self) -> dict[str, Any]:
        return (await self.http.get(f"{self.url}/_control/state")).json()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_app(hacienda_app()) as url:
        yield url


@pytest.fixture
async def hacienda(server: str) -> AsyncIterator[Remote]:
    # No certificates are loaded, which takes longer than most tests.
    verify = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    async with httpx.AsyncClient(
        trust_env=False, verify=verify, timeout=LONG_S
    ) as client:
        await client.post(f"{server}/_control/reset")
        yield Remote(client, server)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def taxpayers(hacienda: Remote, clock: Clock) -> Taxpayers:
    store = LocalStore(clock)
    return Taxpayers(hacienda.url, hacienda.http, Limiter(), store, patience_s=LONG_S)


async def test_a_company_is_known_with_its_activities(taxpayers: Taxpayers) -> None:
    company = await taxpayers.find(COMPANY)

    assert company.number == COMPANY
    assert (company.kind, company.name) == ("02", "EMPRESA DE PRUEBA SOCIEDAD ANONIMA")
    assert company.registered
    assert (company.moroso, company.omiso) == (False, False)
    assert (company.status, company.regime) == ("Inscrito", "Régimen general")
    assert company.activities[0] == RegisteredActivity(
        "6201.0",
        "Actividades de programación informática",
        is_main=True,
        old_codes=("722003",),
    )
    assert [activity.code for activity in company.activities] == ["6201.0", "6202.0"]


@pytest.mark.parametrize(
    ("cedula", "status", "explained"),
    [
        pytest.param("133333333", "Inscrito de Oficio", "", id="de oficio"),
        pytest.param("122222222", "No inscrito", "El contribuyente", id="never"),
        pytest.param(
            "3101999903", "Desinscrito de oficio", "El contribuyente", id="no longer"
        ),
        pytest.param(
            "144444444", "Desinscrito oficio", "El contribuyente", id="no longer, short"
        ),
        pytest.param("3101A00001", "Inscrito", "", id="with a letter"),
        pytest.param("122222222222", "Inscrito", "", id="DIMEX"),
    ],
)
async def test_hacienda_tells_who_may_issue(
    taxpayers: Taxpayers, cedula: str, status: str, explained: str
) -> None:
    taxpayer = await taxpayers.find(cedula)

    assert taxpayer.status == status
    assert taxpayer.registered is not bool(explained)
    assert taxpayer.message.startswith(explained)


async def test_debts_are_told(taxpayers: Taxpayers) -> None:
    assert (await taxpayers.find("3101999901")).moroso
    assert (await taxpayers.find("3101999902")).omiso


async def test_inactive_activities_are_left_out(taxpayers: Taxpayers) -> None:
    activities = (await taxpayers.find("3101999907")).activities

    assert [activity.code for activity in activities] == ["6201.0"]


@pytest.mark.parametrize(
    "cedula",
    [
        pytest.param(UNKNOWN, id="404"),
        pytest.param("0111111111", id="400, a zero in front"),
        pytest.param("a&b=#%/?ñ", id="400, characters of an address"),
    ],
)
async def test_an_unknown_cedula_is_not_an_outage(
    taxpayers: Taxpayers, cedula: str
) -> None:
    with pytest.raises(TaxpayerNotFound):
        await taxpayers.find(cedula)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 503}, id="503"),
        pytest.param({"status": 500, "body": "<html>"}, id="500"),
        pytest.param({"status": 403, "body": "<html>"}, id="firewall"),
        pytest.param({"status": 429}, id="429"),
        pytest.param({"status": 404, "body": " <html>"}, id="404 of a gateway"),
        pytest.param({"status": 302, "headers": {"Location": "/"}}, id="redirect"),
        pytest.param({"status": 200, "body": "<html>"}, id="HTML"),
        pytest.param({"status": 200, "body": ""}, id="nothing"),
        pytest.param({"status": 200, "body": '{"nombre":"PERS'}, id="truncated"),
        pytest.param({"status": 200, "body": "null"}, id="null"),
        pytest.param({"status": 200, "body": "[" * 100_000}, id="deeply nested"),
        pytest.param({"status": 200, "body": '{"nombre":"\\ud800"}'}, id="no text"),
        pytest.param(
            {"status": 200, "body": '{"title":"Not Found","status":404}'},
            id="error within a 200",
        ),
        pytest.param(
            {"status": 200, "body": GOOD.replace('"PERSONA DE PRUEBA"', "7") % ""},
            id="wrong type",
        ),
        pytest.param(
            {"status": 200, "body": GOOD % ',"actividades":[{"codigo":6201.0}]'},
            id="wrong type within",
        ),
        pytest.param(
            {"status": 200, "body": GOOD % "" + " " * BODY_MAXIMUM}, id="too long"
        ),
        pytest.param({"drop": True}, id="dropped"),
        pytest.param({"hold": True}, id="silent"),
    ],
)
async def test_anything_else_is_an_outage(
    fault: dict[str, object], hacienda: Remote
) -> None:
    await hacienda.be_in_a_mood(**fault)
    patience_s = 0.3 if "hold" in fault else LONG_S

    with capture_logs() as logs, pytest.raises(TaxpayersUnavailable):
        await _taxpayers(hacienda, patience_s=patience_s).find(PERSON)

    assert [entry["event"] for entry in logs] == ["taxpayers_unavailable"]
    if "hold" in fault:
        # Our patience was at its end, and not that of a single request.
        assert logs[0]["reason"] == "too slow"
    assert PERSON not in str(logs)


async def test_hacienda_out_of_reach_is_an_outage(hacienda: Remote) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    unreachable = Taxpayers(url, hacienda.http, Limiter(), LocalStore())

    with pytest.raises(TaxpayersUnavailable):
        await unreachable.find(PERSON)


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(',"actividades":null', id="null"),
        pytest.param(',"actividades":[],"regimen":null', id="empty"),
        pytest.param("", id="absent"),
    ],
)
async def test_what_may_be_absent_may_be_absent(
    taxpayers: Taxpayers, more: str, hacienda: Remote
) -> None:
    await hacienda.be_in_a_mood(status=200, body=GOOD % more)

    person = await taxpayers.find(PERSON)

    assert (person.name, person.activities) == ("PERSONA DE PRUEBA", ())


async def test_activities_come_main_first_and_once(
    taxpayers: Taxpayers, hacienda: Remote
) -> None:
    listed = (
        ',"actividades":['
        '{"estado":"A","tipo":"S","codigo":"0111.9","descripcion":"B"},'
        '{"estado":"A","tipo":"P","codigo":"6201.0","descripcion":" A\\u0000\\n ",'
        '"ciiu3":[{"codigo":11109},{"codigo":"722003"}]},'
        '{"estado":"A","tipo":"S","codigo":"6201.0","descripcion":"C","ciiu3":null}]'
    )
    await hacienda.be_in_a_mood(status=200, body=GOOD % listed)

    person = await taxpayers.find(PERSON)

    assert person.activities == (
        RegisteredActivity("6201.0", "A", is_main=True, old_codes=("011109", "722003")),
        RegisteredActivity("0111.9", "B", is_main=False),
    )


@pytest.mark.parametrize(
    "fault",
    [pytest.param({"status": 503}, id="503"), pytest.param({"drop": True}, id="drop")],
)
async def test_a_passing_failure_is_tried_once_more(
    taxpayers: Taxpayers, fault: dict[str, object], hacienda: Remote
) -> None:
    await hacienda.be_in_a_mood(**fault, times=1)

    assert (await taxpayers.find(PERSON)).name == "PERSONA DE PRUEBA"
    assert await hacienda.calls() == 2


@pytest.mark.parametrize(
    ("cedula", "lasts"),
    [
        pytest.param(PERSON, 3600, id="in order: an hour"),
        pytest.param("3101999901", 600, id="moroso: ten minutes"),
        pytest.param("3101999902", 600, id="omiso: ten minutes"),
        pytest.param("122222222", 600, id="not registered: ten minutes"),
        pytest.param(UNKNOWN, 600, id="unknown: ten minutes"),
        pytest.param("0111111111", 24 * 3600, id="no number at all: a day"),
    ],
)
async def test_an_answer_is_believed_for_as_long_as_its_kind_lasts(
    taxpayers: Taxpayers, clock: Clock, cedula: str, lasts: int, hacienda: Remote
) -> None:
    first = await _said_of(taxpayers, cedula)
    clock.now += lasts - 1
    again = await _said_of(taxpayers, cedula)
    before = await hacienda.calls()
    clock.now += 1
    await _said_of(taxpayers, cedula)

    assert again == first
    assert (before, await hacienda.calls()) == (1, 2)


async def test_what_another_release_remembered_is_asked_again(hacienda: Remote) -> None:
    store = LocalStore()
    await store.learn(PERSON, b'{"name": "PERSONA DE PRUEBA"}', 600)
    taxpayers = Taxpayers(hacienda.url, hacienda.http, Limiter(), store)

    assert (await taxpayers.find(PERSON)).registered


async def test_everybody_shares_one_question(
    taxpayers: Taxpayers, hacienda: Remote
) -> None:
    await hacienda.be_in_a_mood(status=0, hold=True)
    asking = [asyncio.create_task(taxpayers.find(PERSON)) for _ in range(20)]
    await hacienda.is_asked()
    for leaving in asking[:10]:
        leaving.cancel()
    await hacienda.be_in_a_mood(status=0)

    answers = await asyncio.gather(*asking, return_exceptions=True)

    assert all(isinstance(gone, asyncio.CancelledError) for gone in answers[:10])
    assert len(set(map(repr, answers[10:]))) == 1
    assert "PERSONA DE PRUEBA" in repr(answers[10])
    assert await hacienda.calls() == 1


async def test_a_failure_nobody_waits_for_is_quiet(
    taxpayers: Taxpayers, hacienda: Remote
) -> None:
    await hacienda.be_in_a_mood(status=503, hold=True)
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: complaints.append(context)
    )
    asking = asyncio.create_task(taxpayers.find(PERSON))
    await hacienda.is_asked()

    asking.cancel()
    await hacienda.be_in_a_mood(status=503)
    await until(lambda: not vars(taxpayers)["_asking"])
    # Nobody holds the failure any more, which is when the loop would complain of it.
    gc.collect()
    await asyncio.sleep(0)

    assert complaints == []


@pytest.mark.parametrize(
    ("fault", "lasts"),
    [
        pytest.param({"status": 429}, 600, id="429"),
        pytest.param({"status": 403}, 600, id="403"),
        pytest.param(
            {"status": 429, "headers": {"Retry-After": "30"}}, 30, id="for a while"
        ),
        pytest.param(
            {"status": 429, "headers": {"Retry-After": "9" * 40}}, 3600, id="for ever"
        ),
        pytest.param(
            {"status": 429, "headers": {"Retry-After": "soon"}}, 600, id="unreadable"
        ),
        pytest.param(
            {"status": 503, "headers": {"Retry-After": "120"}},
            120,
            id="503 for a while",
        ),
    ],
)
async def test_after_a_refusal_hacienda_is_left_alone(
    taxpayers: Taxpayers,
    clock: Clock,
    fault: dict[str, object],
    lasts: int,
    hacienda: Remote,
) -> None:
    company = await taxpayers.find(COMPANY)
    await hacienda.be_in_a_mood(**fault, times=1)
    await refused(taxpayers)
    clock.now += lasts - 1

    await refused(taxpayers)
    known = await taxpayers.find(COMPANY) if lasts < 3600 else company
    asked_meanwhile = await hacienda.calls()
    clock.now += 1

    assert known == company
    assert asked_meanwhile == 2
    assert (await taxpayers.find(PERSON)).registered


async def refused(taxpayers: Taxpayers) -> None:
    with pytest.raises(TaxpayersUnavailable):
        await taxpayers.find(PERSON)


async def test_when_hacienda_is_down_it_is_left_alone_for_a_moment(
    taxpayers: Taxpayers, clock: Clock, hacienda: Remote
) -> None:
    await hacienda.be_in_a_mood(status=503)
    failing = [_said_of(taxpayers, str(200_000_000 + n)) for n in range(FAILURES)]
    answers = await asyncio.gather(*failing)
    asked = await hacienda.calls()

    meanwhile = await _said_of(taxpayers, PERSON)
    asked_meanwhile = await hacienda.calls()
    await hacienda.be_in_a_mood(status=0)
    clock.now += DOWN_S

    assert set(answers) == {"taxpayer.unavailable"}
    assert meanwhile == "taxpayer.unavailable"
    assert asked == asked_meanwhile == 2 * FAILURES
    assert await _said_of(taxpayers, PERSON) == "PERSONA DE PRUEBA"


async def test_one_cedula_that_hacienda_cannot_answer_stops_nobody(
    taxpayers: Taxpayers,
) -> None:
    for _ in range(2 * FAILURES):
        assert await _said_of(taxpayers, "3101999908") == "taxpayer.unavailable"

    assert await _said_of(taxpayers, PERSON) == "PERSONA DE PRUEBA"


async def test_hacienda_never_has_a_reason_to_block_us(hacienda: Remote) -> None:
    taxpayers = _taxpayers(hacienda, patience_s=4)

    async def ask(number: int) -> str:
        try:
            await taxpayers.find(str(200_000_000 + number))
        except HaciendaFailure as failure:
            return failure.code
        return "found"

    answers = await asyncio.gather(*map(ask, range(130)))

    state = await hacienda.state()
    assert state["lookups_refused"] == 0
    assert state["lookups"] == answers.count("taxpayer.not_found")
    assert answers.count("taxpayer.unavailable") == 130 - state["lookups"] > 0


async def test_a_short_wait_for_a_turn_is_waited(
    taxpayers: Taxpayers, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = "asystec_web.services.hacienda.register.RATES"
    monkeypatch.setattr(module, ("1/second",))

    await taxpayers.find(PERSON)

    assert (await taxpayers.find(COMPANY)).registered


def _taxpayers(hacienda: Remote, *, patience_s: float) -> Taxpayers:
    return Taxpayers(
        hacienda.url, hacienda.http, Limiter(), LocalStore(), patience_s=patience_s
    )


async def _said_of(taxpayers: Taxpayers, cedula: str) -> str:
    try:
        return (await taxpayers.find(cedula)).name
    except HaciendaFailure as failure:
        return failure.code
