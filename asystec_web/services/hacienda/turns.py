"""Turns at Hacienda: one at a time under a name, whichever process it is."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from asystec_web.services.hacienda.exchange import NoAnswer
from asystec_web.services.hacienda.store import Store

# How often to look whether a turn has ended.
GLANCE_S = 0.05


@asynccontextmanager
async def turn(
    store: Store, name: str, lasts_s: float, deadline: float
) -> AsyncGenerator[None]:
    """Wait for a turn, and end it with the block.

    Args:
        store: Shared by all who take turns.
        name: What only one does at a time.
        lasts_s: When a turn ends by itself; only a crash leaves one behind.
        deadline: When to wait no longer, by the loop's clock.

    Raises:
        NoAnswer: The turn did not come in time.
    """
    while not await store.claim(name, lasts_s):
        if asyncio.get_running_loop().time() >= deadline:
            reason = "too slow"
            raise NoAnswer(reason, "slow")
        await asyncio.sleep(GLANCE_S)
    try:
        yield
    finally:
        await store.forget(name)
