import asyncio
import subprocess
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from asystec_web.frontend import ROOT
from asystec_web.models import RoundTurn
from asystec_web.models.columns import now
from asystec_web.services.database import Database
from asystec_web.services.rounds import Round, Rounds
from asystec_web.settings import load_settings
from tests.waiting import LONG_S, until

pytestmark = pytest.mark.both_databases
# Seconds a turn is held: short, yet longer than a busy machine stalls.
TURN_S = 4.0


@pytest.fixture
async def databases(database_url: str) -> AsyncGenerator[list[Database]]:
    """One database as two workers hold it."""
    url = load_settings(database_url=database_url).async_database_url
    held = [Database(url), Database(url)]
    yield held
    for database in held:
        await database.close()


class Work:
    """Counts how often it was done, and by how many at once."""

    def __init__(self, lasts_s: float = 0.0) -> None:
        self.done = self.at_once = self.most_at_once = 0
        self.lasts_s = lasts_s
        self.done_thrice = asyncio.Event()

    async def __call__(self) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.lasts_s)
            self.done += 1
            if self.done == 3:
                self.done_thrice.set()
        finally:
            self.at_once -= 1


async def test_of_many_workers_one_does_the_round(databases: list[Database]) -> None:
    work = Work(0.2)
    each = Round("prueba", 60, work)
    workers = [Rounds(databases[number % 2], (each,)) for number in range(6)]

    done = await asyncio.gather(*(worker.run_once(each) for worker in workers))

    assert (work.done, sum(done)) == (1, 1)


async def test_a_round_that_was_done_rests(databases: list[Database]) -> None:
    work = Work()
    each = Round("prueba", 60, work)
    first, second = (Rounds(database, (each,)) for database in databases)

    assert await first.run_once(each)
    assert not await second.run_once(each)
    assert not await first.run_once(each)
    assert work.done == 1


async def test_work_that_lasts_longer_than_a_turn_stays_with_its_worker(
    databases: list[Database],
) -> None:
    work = Work(1.5 * TURN_S)
    each = Round("prueba", 60, work)
    first, second = (Rounds(db, (each,), turn_s=TURN_S) for db in databases)

    long = asyncio.create_task(first.run_once(each))
    await _until_held(databases[1])
    while not long.done():
        await second.run_once(each)
        await asyncio.sleep(0.1)

    assert await long
    assert (work.done, work.most_at_once) == (1, 1)


async def test_rounds_go_on_by_themselves_until_they_are_stopped(
    databases: list[Database],
) -> None:
    work = Work()
    each = Round("prueba", 0.05, work)
    workers = [Rounds(database, (each,)) for database in databases]

    for worker in workers:
        worker.start()
    async with asyncio.timeout(LONG_S):
        await work.done_thrice.wait()
    for worker in workers:
        await worker.close()
    done = work.done
    await asyncio.sleep(0.3)

    assert (work.done, work.most_at_once) == (done, 1)


async def test_a_round_stopped_halfway_is_anybody_s_at_once(
    databases: list[Database],
) -> None:
    halfway = Round("prueba", 60, Work(60))
    stopped = Rounds(databases[0], (halfway,))
    task = asyncio.create_task(stopped.run_once(halfway))
    await _until_held(databases[1])
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    work = Work()

    assert await Rounds(databases[1], ()).run_once(Round("prueba", 60, work))
    assert work.done == 1


async def test_a_round_that_fails_is_told_without_its_words_and_comes_again(
    databases: list[Database],
) -> None:
    async def fail() -> None:
        message = "Clave&Secreta"
        raise ValueError(message)

    each = Round("prueba", 0.01, fail)
    worker = Rounds(databases[0], (each,))

    with capture_logs() as logs:
        assert await worker.run_once(each)
        await asyncio.sleep(0.1)
        assert await worker.run_once(each)

    assert [entry["event"] for entry in logs] == ["round_failed"] * 2
    assert "Clave&Secreta" not in str(logs)
    assert "ValueError" in str(logs)


async def test_whoever_lost_the_turn_stops_working(databases: list[Database]) -> None:
    work = Work(60)
    each = Round("prueba", 60, work)
    stalled = asyncio.create_task(
        Rounds(databases[0], (each,), turn_s=TURN_S).run_once(each)
    )
    await _until_held(databases[1])

    async with databases[1].transaction() as session:
        await session.exec(update(RoundTurn).values(holder="otro", held_until=now()))

    with capture_logs() as logs:
        async with asyncio.timeout(LONG_S):
            assert await stalled
    assert (work.done, work.at_once) == (0, 0)
    assert logs[0]["event"] == "round_lost_its_turn"


async def test_a_database_that_is_away_ends_no_round(tmp_path: Path) -> None:
    work = Work()
    empty = Database(f"sqlite+aiosqlite:///{tmp_path}/vacia.db")
    worker = Rounds(empty, (Round("prueba", 0.02, work),))

    with capture_logs() as logs:
        worker.start()
        await until(lambda: len(logs) > 1)  # it goes on asking
        await worker.close()
    await empty.close()

    assert {entry["event"] for entry in logs} == {"round_not_asked_for"}


async def test_the_turn_of_a_killed_process_runs_out(databases: list[Database]) -> None:
    work = Work()
    each = Round("prueba", 60, work)
    worker = Rounds(databases[0], (each,), turn_s=TURN_S)

    with _other_process(databases[0]) as other:
        await asyncio.sleep(1.25 * TURN_S)
        assert not await worker.run_once(each), "it lives and holds its turn"
        other.kill()
        other.wait()
        assert not await worker.run_once(each), "its turn has not run out yet"
        async with asyncio.timeout(LONG_S):
            while not work.done:
                await worker.run_once(each)
                await asyncio.sleep(0.1)

    assert work.done == 1


@contextmanager
def _other_process(database: Database) -> Generator[subprocess.Popen[str]]:
    url = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.round_worker", url, "prueba", str(TURN_S)]
    with subprocess.Popen(  # noqa: S603 - our own module
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "working\n"
            yield process
        finally:
            process.kill()


async def _until_held(database: Database) -> None:
    async with asyncio.timeout(LONG_S):
        while True:
            async with database.reading() as session:
                turn = await session.get(RoundTurn, "prueba")
            if turn is not None and turn.holder:
                return
            await asyncio.sleep(0.02)
