"""The one door to the database: transactions over an asynchronous engine."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel.ext.asyncio.session import AsyncSession

SQLITE_BUSY_MS = 5000


class Database:
    """Transactions on SQLite or PostgreSQL; the code using it cannot tell which."""

    def __init__(self, url: str) -> None:
        """Take an address with its asynchronous driver; nothing connects yet."""
        self.engine: AsyncEngine = create_async_engine(
            url, hide_parameters=True, **_pool(url)
        )
        if self.engine.dialect.name == "sqlite":
            _create_folder(self.engine.url.database)
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_immediately)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[AsyncSession]:
        """Open a session; commit at the end, roll back on any exception.

        Rows stay readable after the commit.
        """
        async with (
            AsyncSession(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    async def ping(self) -> None:
        """Ask for one row; raises SQLAlchemy's error when nobody answers."""
        async with self.engine.connect() as connection:
            await connection.execute(text("select 1"))

    async def close(self) -> None:
        """Give the connections back."""
        await self.engine.dispose()


def _pool(url: str) -> dict[str, Any]:
    # SQLAlchemy's options are of many types, hence Any.
    return {} if url.startswith("sqlite") else {"pool_size": 10, "pool_pre_ping": True}


def _create_folder(database: str | None) -> None:
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Readers do not wait for the writer, and foreign keys count.

    The driver's own transaction handling is switched off: SQLAlchemy's `begin`
    below starts transactions, so that no upgrade from read to write can fail.
    """
    connection.isolation_level = None  # pyright: ignore[reportAttributeAccessIssue] - sqlite3's own attribute
    cursor = connection.cursor()
    cursor.execute("pragma journal_mode = wal")
    cursor.execute("pragma foreign_keys = on")
    cursor.execute("pragma synchronous = normal")
    cursor.execute(f"pragma busy_timeout = {SQLITE_BUSY_MS}")
    cursor.close()


def _begin_immediately(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy passes its own
    connection.exec_driver_sql("begin immediate")
