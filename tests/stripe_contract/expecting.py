"""What a scenario says of Stripe, and waiting until Stripe has done it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

TRIES: Final = 40
PAUSE_S: Final = 1.0


class Differs(Exception):
    """Stripe does something else than we rely on; the message says what."""


def expect(what: str, found: object, wanted: object) -> None:
    """Hold that something is as we rely on it to be."""
    if found != wanted:
        message = f"{what} is {found!r}, not {wanted!r}"
        raise Differs(message)


def expect_that(what: str, *, holds: bool) -> None:
    """Hold a sentence."""
    if not holds:
        message = f"not true: {what}"
        raise Differs(message)


async def refused(what: str, asked: Awaitable[object], kind: type[Exception]) -> None:
    """Hold that something is refused, and how."""
    try:
        await asked
    except kind:
        return
    message = f"{what}: not refused as {kind.__name__}"
    raise Differs(message)


async def eventually(holds: Callable[[], Awaitable[None]]) -> None:
    """Hold something that Stripe takes a moment for."""
    for _ in range(TRIES):
        try:
            return await holds()
        except Differs:
            await asyncio.sleep(PAUSE_S)
    return await holds()
