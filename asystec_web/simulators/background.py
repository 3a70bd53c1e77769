"""Servers beside a test: in a thread with an event loop of its own."""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

# Serves until the event is set, and calls back once it accepts connections.
Serving = Callable[[asyncio.Event, Callable[[], None]], Coroutine[None, None, None]]


@contextmanager
def in_background(serving: Serving) -> Generator[None]:
    """Serve while the block runs; a failure to serve is raised here."""
    ready: Future[Callable[[], object]] = Future()

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        stop = asyncio.Event()
        await serving(
            stop, lambda: ready.set_result(lambda: loop.call_soon_threadsafe(stop.set))
        )

    def report(served: Future[None]) -> None:
        if not ready.done():
            early = RuntimeError("stopped before it accepted connections")
            ready.set_exception(served.exception() or early)

    with ThreadPoolExecutor(1, "simulators") as thread:
        served = thread.submit(lambda: asyncio.run(serve()))
        served.add_done_callback(report)
        stop = ready.result()
        try:
            yield
        finally:
            stop()
            served.result()
