"""Which words mean the same in a search, and which say much, little or nothing.

They are kept in `data/search_words.csv`, one idea to a line; its first word stands for
all of them.
"""

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from asystec_web.catalog.spanish import singular, words

_TABLE = Path(__file__).parent / "data" / "search_words.csv"


def telling(spelled: Sequence[str]) -> tuple[str, ...]:
    """Return the terms that folded words are about, as far as they say something."""
    ideas = same_idea()
    return tuple(ideas.get(each, each) for each in map(singular, kept(spelled)))


def kept(spelled: Sequence[str]) -> Sequence[str]:
    """Return the folded words that say something, or all when none does."""
    return [word for word in spelled if word not in _empty()] or spelled


@cache
def same_idea() -> dict[str, str]:
    """Return the term that stands for each word which has others like it."""
    return {
        singular(word): singular(idea[0]) for idea in _lines("same") for word in idea
    }


@cache
def faint() -> frozenset[str]:
    """Return the terms that say how or where, and so less than the others."""
    ideas = same_idea()
    terms = {singular(word) for line in _lines("faint") for word in line}
    return frozenset(ideas.get(term, term) for term in terms)


@cache
def deeds() -> frozenset[str]:
    """Return the terms that say what is done with a thing, which anyone may sell."""
    return frozenset(term for line in _lines("deed") for term in telling(line))


@cache
def _empty() -> frozenset[str]:
    return frozenset(word for line in _lines("empty") for word in line)


def _lines(kind: str) -> Iterator[list[str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == kind:
                yield words(row["words"])
