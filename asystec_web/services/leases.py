"""Turns at a round, held in the database by one worker at a time."""

import asyncio
import os
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import structlog
from sqlalchemy.exc import SQLAlchemyError

from asystec_web.repositories import rounds as turns
from asystec_web.services.database import Database

log = structlog.get_logger(__name__)


class Leases:
    """The turns that this worker asks for and holds."""

    def __init__(self, database: Database, turn_s: float) -> None:
        """Share a database with the other workers; hold a turn for so many seconds."""
        self.turn_s = turn_s
        self._database = database
        self._turn = timedelta(seconds=turn_s)
        self._holder = f"{os.getpid()}-{uuid4().hex[:12]}"

    async def take(self, name: str) -> bool:
        """Take a turn that is due and free."""
        async with self._database.reading() as session:
            if not await turns.is_free(session, name):
                return False
        async with self._database.transaction() as session:
            await turns.ensure(session, name)
            at = await turns.clock(session)
            return await turns.take(session, name, self._holder, at, at + self._turn)

    async def keep(self, name: str) -> None:
        """Ask for more time again and again; ends when the turn is lost.

        That is a little before it runs out, for another worker begins at that moment.
        """
        loop = asyncio.get_running_loop()
        runs_out = loop.time() + self.turn_s
        still_ours = True
        while still_ours and loop.time() < runs_out - self.turn_s / 3:
            await asyncio.sleep(self.turn_s / 4)
            asked_at = loop.time()
            # While the database is away the turn is ours until it runs out.
            with suppress(SQLAlchemyError, OSError):
                async with self._database.transaction() as session:
                    until = await turns.clock(session) + self._turn
                    still_ours = await turns.keep(session, name, self._holder, until)
                runs_out = asked_at + self.turn_s

    async def give_back(self, name: str, rest_s: float) -> None:
        """End a turn; the next one begins after a rest."""
        try:
            async with self._database.transaction() as session:
                at = await turns.clock(session)
                due_at = at + timedelta(seconds=rest_s)
                await turns.give_back(session, name, self._holder, at, due_at)
        except (SQLAlchemyError, OSError) as failure:
            # The turn runs out by itself.
            log.warning(
                "round_not_given_back", round=name, failure=type(failure).__name__
            )
