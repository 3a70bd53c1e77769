"""How long a search takes from key press to answer, against an event that is empty.

The empty event is the search's own handler with one letter: it searches from two on,
and with fewer writes two empty vars. An event that writes nothing is not answered at
all, so this is the least that has a round trip. Both kinds take turns, so that
whatever else the machine does meets both.

Every query is asked twice: a process may answer faster what it has answered before,
as it does with what everybody types.
"""

import asyncio
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.bench.bench_tab import Tab, open_tab
from tests.e2e.server import Site

BUDGET: Final = 1.5
_SHORTEST: Final = 2
_EMPTY: Final = "a"
_QUERIES: Final = Path(__file__).parent / "activity_queries_dev.tsv"
_WARM_UP: Final = ["zapatero", "zapatera"] * 20


def measure(site: Site) -> dict[str, object]:
    """Return the centiles of both in milliseconds, and how they compare."""
    return asyncio.run(_measure(site))


async def _measure(site: Site) -> dict[str, object]:
    typed = list(dict.fromkeys(_as_typed()))
    async with open_tab(site) as tab:
        await _take_turns(tab, _WARM_UP)
        first = await _take_turns(tab, typed)
        again = await _take_turns(tab, typed)
    return {
        "queries": len(typed),
        "budget_p95": BUDGET,
        "first_time": _compared(*first),
        "again": _compared(*again),
    }


async def _take_turns(tab: Tab, queries: list[str]) -> tuple[list[float], list[float]]:
    empty: list[float] = []
    search: list[float] = []
    for query in queries:
        empty.append(await _time(tab, _EMPTY))
        search.append(await _time(tab, query))
    return empty, search


async def _time(tab: Tab, query: str) -> float:
    start = time.perf_counter()
    await tab.asks("search_activities", query=query)
    return (time.perf_counter() - start) * 1000


def _as_typed() -> Iterator[str]:
    """Give each query of the file as it grows, letter by letter."""
    for line in _QUERIES.read_text(encoding="utf-8").splitlines():
        query = line.partition("\t")[0]
        for length in range(_SHORTEST, len(query) + 1):
            yield query[:length]


def _compared(empty: list[float], search: list[float]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, at in (("p50", 49), ("p95", 94)):
        base = statistics.quantiles(empty, n=100)[at]
        found = statistics.quantiles(search, n=100)[at]
        figures[f"empty_{name}_ms"] = round(base, 2)
        figures[f"search_{name}_ms"] = round(found, 2)
        figures[f"ratio_{name}"] = round(found / base, 2)
    return figures
