"""How well and how fast the search of activities answers.

Run as `python -m tests.bench.bench_activities`; it prints JSON. What the figures mean,
and how to use them, is in `docs/activities.md`.
"""

import json
import random
import statistics
import sys
import time
import tracemalloc
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from asystec_web.catalog.search import search
from asystec_web.catalog.search_index import search_index
from asystec_web.catalog.search_ranking import ranked

_HERE: Final = Path(__file__).parent
_SETS: Final = ("dev", "tuning", "heldout", "blind_seen", "blind")
_MISSPELLED: Final = ("dev", "tuning", "heldout")
_FIRST_FIVE: Final = 5
_TYPOS_EACH: Final = 3
_TIMES_EACH: Final = 5
_LETTERS: Final = "aeioulnrst"

Query = tuple[str, frozenset[str]]
Finder = Callable[[str], list[str]]


def measure() -> dict[str, object]:
    """Return the shares of good answers, ours and a naive one's, and their cost."""
    build_ms, memory_mb = _cost_of_building()
    asked = {name: _queries(name) for name in _SETS}
    misspelled = [
        *_with_typos([query for name in _MISSPELLED for query in asked[name]])
    ]
    former = _former_names()
    named = [(name, frozenset({code})) for name, code in former]
    naive = _naive(former)
    return {
        "ours": {
            **{name: _shares(_ours, queries) for name, queries in asked.items()},
            "one_typo": _shares(_ours, misspelled),
            "names_of_atv": _shares(_ours, named),
        },
        "naive": {
            **{name: _shares(naive, queries) for name, queries in asked.items()},
            "one_typo": _shares(naive, misspelled),
        },
        **_times(query for queries in asked.values() for query, _ in queries),
        "build_ms": build_ms,
        "memory_mb": memory_mb,
    }


def _ours(query: str) -> list[str]:
    return [match.activity.code for match in search(query, limit=_FIRST_FIVE)]


def _naive(former: list[tuple[str, str]]) -> Finder:
    """Return what many forms do: look for the text inside Hacienda's names."""
    names = [(_plain(name), code) for name, code in former]

    def find(query: str) -> list[str]:
        found = (code for name, code in names if _plain(query) in name)
        return list(dict.fromkeys(found))[:_FIRST_FIVE]

    return find


def _shares(find: Finder, queries: Iterable[Query]) -> dict[str, float]:
    answers = [(find(query), accepted) for query, accepted in queries]
    first = sum(bool(accepted & set(found[:1])) for found, accepted in answers)
    five = sum(bool(accepted & set(found)) for found, accepted in answers)
    return {
        "queries": len(answers),
        "first": round(first / len(answers), 3),
        "first_five": round(five / len(answers), 3),
    }


def _times(queries: Iterable[str]) -> dict[str, float]:
    """Return the time of one search: the best of a few, for other work also runs."""
    best = [min(_time(query) for _ in range(_TIMES_EACH)) for query in queries]
    centiles = statistics.quantiles(best, n=100)
    return {"p50_ms": round(centiles[49], 3), "p99_ms": round(centiles[98], 3)}


def _time(query: str) -> float:
    """Time the search itself: an answer remembered from before says nothing."""
    start = time.perf_counter()
    ranked(search_index(), query, _FIRST_FIVE)
    return (time.perf_counter() - start) * 1000


def _cost_of_building() -> tuple[float, float]:
    build_ms = min(_time_of_building() for _ in range(_TIMES_EACH))
    search_index.cache_clear()
    tracemalloc.start()
    search_index()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return round(build_ms, 1), round(kept / 2**20, 2)


def _time_of_building() -> float:
    search_index.cache_clear()
    start = time.perf_counter()
    search_index()
    return (time.perf_counter() - start) * 1000


def _with_typos(queries: list[Query]) -> Iterable[Query]:
    chance = random.Random(7)  # noqa: S311 - the same mistakes each time, no secret
    for query, accepted in queries:
        letters = [place for place, sign in enumerate(query) if sign.isalpha()]
        for _ in range(_TYPOS_EACH if letters else 0):
            place = chance.choice(letters)
            before, here, after = query[:place], query[place], query[place + 1 :]
            slips = (
                before + after,
                before + chance.choice(_LETTERS) + after,
                before + here + here + after,
                before + after[:1] + here + after[1:],
            )
            yield chance.choice(slips), accepted


def _queries(name: str) -> list[Query]:
    rows = _rows(f"activity_queries_{name}.tsv")
    return [(query, frozenset(codes.split("|"))) for query, codes in rows]


def _former_names() -> list[tuple[str, str]]:
    return [(name, code) for _, code, name in _rows("activity_atv_names.tsv")]


def _rows(file: str) -> list[list[str]]:
    lines = (_HERE / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


if __name__ == "__main__":
    json.dump(measure(), sys.stdout, indent=2)
    sys.stdout.write("\n")
