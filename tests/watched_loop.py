"""How long the event loop is held."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator

LOOP_MOST_S = 0.2


@contextlib.asynccontextmanager
async def watched_loop() -> AsyncGenerator[list[float]]:
    """Note how long this process works between two turns of the event loop.

    Its own processor time, in all threads: what holds the loop, or the interpreter,
    counts; what other processes take from a busy machine does not.
    """
    late: list[float] = [0]

    async def watch() -> None:
        while True:
            before = time.process_time()
            await asyncio.sleep(0.01)
            late.append(time.process_time() - before)

    watching = asyncio.create_task(watch())
    try:
        yield late
    finally:
        watching.cancel()
