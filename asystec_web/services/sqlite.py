"""SQLite behind asyncio, safe against tasks that are cancelled.

A browser that goes on to another page makes Reflex cancel what it had begun. Were a
statement abandoned halfway, its connection would be thrown away with the transaction
still open, and SQLite's one writer would be gone for as long as anything remembered
the cancelled task.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import aiosqlite
from typing_extensions import override

# Readers do not wait for the writer, a second writer waits, and foreign keys count.
_PRAGMAS = (
    "busy_timeout = 5000",
    "journal_mode = wal",
    "foreign_keys = on",
    "synchronous = normal",
)


class _Connection(aiosqlite.Connection):
    """Finishes each statement before it lets a cancellation through."""

    @override
    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        statement = asyncio.ensure_future(super()._execute(fn, *args, **kwargs))
        try:
            return await asyncio.shield(statement)
        except asyncio.CancelledError:
            with suppress(Exception):
                await statement
            raise

    @override
    def stop(self) -> asyncio.Future[Any] | None:
        """End the transaction first: closing leaves it open while a cursor lives."""
        self._tx.put_nowait((None, self._end_transaction))
        return super().stop()

    @override
    async def close(self) -> None:
        """End the transaction first, as `stop` does."""
        self._tx.put_nowait((None, self._end_transaction))
        await super().close()

    def _end_transaction(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.rollback()


async def connect(path: str) -> aiosqlite.Connection:
    """Open a database the way all of this product uses it."""
    # SQLAlchemy begins transactions itself, see `database`.
    connection = _Connection(lambda: sqlite3.connect(path, isolation_level=None), 64)
    connection._thread.daemon = True  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - as SQLAlchemy does with its own
    await connection
    try:
        for pragma in _PRAGMAS:
            await connection.execute(f"pragma {pragma}")
    except BaseException:
        connection.stop()
        raise
    return connection
