"""How long the event loop is held."""

import asyncio
import contextlib
import gc
import time
from collections.abc import AsyncGenerator, Callable

LOOP_MOST_S = 0.2


@contextlib.asynccontextmanager
async def watched_loop(
    clock: Callable[[], float] = time.process_time,
) -> AsyncGenerator[list[float]]:
    """Note how long this process works between two turns of the event loop.

    Its own processor time, in all threads: what holds the loop, or the interpreter,
    counts; what other processes take from a busy machine does not. With the clock of
    a thread only what the loop itself does counts, however busy others are.
    """
    late: list[float] = [0]

    async def watch() -> None:
        while True:
            before = clock()
            await asyncio.sleep(0.01)
            late.append(clock() - before)

    # What the tests before left in memory is not gone through meanwhile.
    gc.collect()
    gc.freeze()
    watching = asyncio.create_task(watch())
    try:
        yield late
    finally:
        watching.cancel()
        gc.unfreeze()
