"""Work done again and again in the background, by one worker at a time.

Every worker process of every host runs these; a row in the database says whose turn a
round is. Whoever has it asks for more time while it works; the turn of one that was
killed runs out, and another worker goes on.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import SQLAlchemyError

from asystec_web.logs import frames_of
from asystec_web.services.database import Database
from asystec_web.services.leases import Leases

log = structlog.get_logger(__name__)

TURN_S = 60.0
# Workers that started together must not ask together for ever after.
JITTER = 0.2


@dataclass(frozen=True, slots=True)
class Round:
    """Something to do every so often.

    Attributes:
        name: Names it in the database and in the log.
        every_s: Seconds from the end of one round to the beginning of the next.
        work: One round. It may be ended halfway at any time, and is then done again.
    """

    name: str
    every_s: float
    work: Callable[[], Awaitable[None]]


class Rounds:
    """The rounds of this process.

    Attributes:
        listed: What there is to do.
    """

    def __init__(
        self, database: Database, rounds: Sequence[Round], *, turn_s: float = TURN_S
    ) -> None:
        """Take turns through a database; nothing runs yet.

        Args:
            database: Shared by all workers.
            rounds: What there is to do.
            turn_s: For how long a turn is held without asking for more.
        """
        self.listed = rounds
        self._leases = Leases(database, turn_s)
        self._running: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to ask for turns."""
        self._running = [
            asyncio.create_task(self._go_round(each), name=f"round {each.name}")
            for each in self.listed
        ]

    async def close(self) -> None:
        """Stop, giving back whatever turn this process has."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._running = []

    async def run_once(self, each: Round) -> bool:
        """Do one round if it is due and nobody else has it; tell whether it was so.

        A round that fails is not lost: it is tried at its next time.
        """
        if not await self._leases.take(each.name):
            return False
        work = asyncio.ensure_future(each.work())
        keeping = asyncio.create_task(self._stop_when_lost(each.name, work))
        rest_s = each.every_s
        try:
            await work
        except asyncio.CancelledError:
            rest_s = 0  # stopped halfway: whoever comes next begins at once
            if _is_being_cancelled():
                raise
        except Exception as failure:  # noqa: BLE001 - one bad round must not end all
            log.error(  # noqa: TRY400 - a message may quote what somebody typed
                "round_failed",
                round=each.name,
                exception=type(failure).__name__,
                frames=frames_of(failure),
            )
        finally:
            keeping.cancel()
            await self._leases.give_back(each.name, _jittered(rest_s))
        return True

    async def _stop_when_lost(self, name: str, work: asyncio.Future[None]) -> None:
        await self._leases.keep(name)
        log.warning("round_lost_its_turn", round=name)
        work.cancel()

    async def _go_round(self, each: Round) -> None:
        pause_s = min(each.every_s, self._leases.turn_s)
        while True:
            await asyncio.sleep(_jittered(pause_s))
            try:
                await self.run_once(each)
            except (SQLAlchemyError, OSError) as failure:
                log.warning(
                    "round_not_asked_for",
                    round=each.name,
                    failure=type(failure).__name__,
                )


def _is_being_cancelled() -> bool:
    """Tell our own end from that of the work we wait for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _jittered(seconds: float) -> float:
    return seconds * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads load, guards nothing
