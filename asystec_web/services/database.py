"""The one door to the database: transactions over an asynchronous engine."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.services import sqlite


class Database:
    """Transactions on SQLite or PostgreSQL; the code using it cannot tell which."""

    def __init__(self, url: str) -> None:
        """Take an address with its asynchronous driver; nothing connects yet."""
        self.engine: AsyncEngine = create_async_engine(
            url, hide_parameters=True, **_options(make_url(url))
        )
        self._turn: AbstractAsyncContextManager[object] = nullcontext()
        if self.engine.dialect.name == "sqlite":
            # SQLite has one writer and no queue: whoever asks again at a lucky moment
            # is next, and others wait for seconds. Within a process they take turns.
            self._turn = asyncio.Lock()
            _create_folder(self.engine.url.database)
            event.listen(self.engine.sync_engine, "begin", _begin_immediately)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[AsyncSession]:
        """Open a session; commit at the end, roll back on any exception.

        Rows stay readable after the commit. One within another would wait for itself.
        """
        async with (
            self._turn,
            AsyncSession(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncSession]:
        """Open a session that only reads, and waits for no writer."""
        readers = self.engine.execution_options(reading=True)
        async with AsyncSession(readers, expire_on_commit=False) as session:
            yield session

    async def ping(self) -> None:
        """Ask for one row; raises SQLAlchemy's error when nobody answers."""
        async with self.engine.connect() as connection:
            await connection.execute(text("select 1"))

    async def close(self) -> None:
        """Give the connections back."""
        await self.engine.dispose()


def _options(url: URL) -> dict[str, Any]:
    # SQLAlchemy's options are of many types, hence Any.
    if url.drivername.startswith("sqlite"):
        path = url.database or ":memory:"
        return {"async_creator": partial(sqlite.connect, path)}
    return {"pool_size": 10, "pool_pre_ping": True}


def _create_folder(database: str | None) -> None:
    if database:
        Path(database).parent.mkdir(parents=True, exist_ok=True)


def _begin_immediately(connection: Connection) -> None:
    """Take the writer's place at once: a reader that becomes a writer may fail."""
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("begin" if reading else "begin immediate")
