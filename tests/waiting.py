"""Waiting for what happens, on a machine that may be busy with other things."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

# Nothing is to last so long; it only keeps a failing run from never ending.
LONG_S = 60.0
PAUSE_S = 0.01


async def until(true: Callable[[], bool | Awaitable[bool]]) -> None:
    """Wait until something has happened."""
    loop = asyncio.get_running_loop()
    given_up = loop.time() + LONG_S
    while True:
        answer = true()
        if answer if isinstance(answer, bool) else await answer:
            return
        if loop.time() > given_up:
            pytest.fail("it did not happen")
        await asyncio.sleep(PAUSE_S)


def until_true(true: Callable[[], bool]) -> None:
    """Wait until something has happened, where no event loop runs."""
    given_up = time.monotonic() + LONG_S
    while not true():
        if time.monotonic() > given_up:
            pytest.fail("it did not happen")
        time.sleep(PAUSE_S)
