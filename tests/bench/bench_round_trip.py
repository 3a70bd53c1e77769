"""How long a search takes from key press to answer, against an event that is empty.

The empty event is the search's own handler with one letter: it searches from two on,
and with fewer writes two empty vars. An event that writes nothing is not answered at
all, so this is the least that has a round trip. Both kinds take turns, so that
whatever else the machine does meets both.
"""

import asyncio
import statistics
import time
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from tests.bench.bench_site import Site
from tests.bench.bench_tab import Tab, open_tab

BUDGET: Final = 1.5
_ROUNDS: Final = 600
_WARM_UP: Final = 60
_SHORTEST: Final = 2
_QUERIES: Final = Path(__file__).parent / "activity_queries_dev.tsv"


def measure(site: Site) -> dict[str, object]:
    """Return the centiles of both in milliseconds, and how they compare."""
    return asyncio.run(_measure(site))


async def _measure(site: Site) -> dict[str, object]:
    async with open_tab(site) as tab:
        await _rounds(tab, _WARM_UP)
        empty, search = await _rounds(tab, _ROUNDS)
    figures = {"empty": _centiles(empty), "search": _centiles(search)}
    ratio = {
        name: round(figures["search"][name] / figures["empty"][name], 2)
        for name in ("p50_ms", "p95_ms")
    }
    return {
        "rounds": _ROUNDS,
        **figures,
        "ratio_p50": ratio["p50_ms"],
        "ratio_p95": ratio["p95_ms"],
        "budget_p95": BUDGET,
    }


async def _rounds(tab: Tab, count: int) -> tuple[list[float], list[float]]:
    empty: list[float] = []
    search: list[float] = []
    for typed in islice(cycle(_as_typed(_queries())), count):
        empty.append(await _time(tab, "a"))
        search.append(await _time(tab, typed))
    return empty, search


async def _time(tab: Tab, query: str) -> float:
    start = time.perf_counter()
    await tab.asks("search_activities", query=query)
    return (time.perf_counter() - start) * 1000


def _as_typed(queries: Iterable[str]) -> Iterator[str]:
    """Give each query as it grows, letter by letter."""
    for query in queries:
        for length in range(_SHORTEST, len(query) + 1):
            yield query[:length]


def _queries() -> list[str]:
    lines = _QUERIES.read_text(encoding="utf-8").splitlines()
    return [line.partition("\t")[0] for line in lines]


def _centiles(times: list[float]) -> dict[str, float]:
    centiles = statistics.quantiles(times, n=100)
    return {"p50_ms": round(centiles[49], 2), "p95_ms": round(centiles[94], 2)}
