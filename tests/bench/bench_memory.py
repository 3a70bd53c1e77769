"""What an idle session costs: open tabs that hydrated and then do nothing."""

import asyncio
from contextlib import AsyncExitStack
from typing import Final

import psutil

from tests.bench.bench_tab import open_tab
from tests.e2e.server import Site

_WARM_UP: Final = 100
_SESSIONS: Final = 200
# For what the server puts off until it is idle.
_REST_S: Final = 1


def measure(site: Site) -> dict[str, object]:
    """Return the growth of the server's processes in KB per session.

    The first sessions also pay for what the process then keeps for all; the figure
    to plan with is that of the later ones.
    """
    return asyncio.run(_measure(site))


async def _measure(site: Site) -> dict[str, object]:
    held = [_resident_kb()]
    async with AsyncExitStack() as tabs:
        for count in (_WARM_UP, _SESSIONS):
            for _ in range(count):
                await tabs.enter_async_context(open_tab(site))
            await asyncio.sleep(_REST_S)
            held.append(_resident_kb())
    start, warm, end = held
    return {
        "start_mb": round(start / 1024, 1),
        "warm_up_sessions": _WARM_UP,
        "warm_up_kb_per_session": round((warm - start) / _WARM_UP, 1),
        "sessions": _SESSIONS,
        "kb_per_session": round((end - warm) / _SESSIONS, 1),
        "end_mb": round(end / 1024, 1),
    }


def _resident_kb() -> int:
    """Add up what the app's processes hold; we have started no others."""
    family = psutil.Process().children(recursive=True)
    return sum(each.memory_info().rss for each in family) // 1024
