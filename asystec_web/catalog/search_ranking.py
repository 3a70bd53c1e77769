"""Which phrase of the table is meant: how much it says of what was asked."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from heapq import nlargest
from itertools import pairwise
from typing import Final

from asystec_web.catalog.search_index import Phrase, SearchIndex
from asystec_web.catalog.search_words import telling
from asystec_web.catalog.spanish import singular, words

# Tuned on tests/bench/activity_queries_tuning.tsv; see docs/activities.md.
_OF_QUERY: Final = 0.55
_BY_ACTIVITY: Final = 0.3
_BY_FAME: Final = 0.03
_VERY_SAME: Final = 0.05
_COUNTERPART: Final = 0.02

_MOST_TERMS: Final = 8
_LEAST_SCORE: Final = 0.3
# A word found nowhere may well be noise: it weighs as much as a common one, and all
# of them together not more than half of those that were understood.
_UNKNOWN: Final = 2.0
_MOST_UNKNOWN: Final = 0.5


def ranked(index: SearchIndex, query: str, limit: int) -> list[Phrase]:
    """Return the best phrase of each likely activity, the likeliest first."""
    spelled = " ".join(words(query))
    best: dict[int, float] = {}
    found: dict[int, Phrase] = {}
    asked = telling(query)
    for terms in _readings(index, asked):
        for score, phrase in _scores(index, terms, spelled):
            activity = phrase.activity
            if score > best.get(activity, 0):
                best[activity] = score
                found[activity] = phrase
    for shop, other in index.counterparts(asked):
        score = best.get(shop, 0) + _COUNTERPART
        if shop in best and score > best.get(other, 0):
            best[other] = score
            found[other] = replace(found[shop], activity=other)
    likely = [activity for activity, score in best.items() if score >= _LEAST_SCORE]
    return [found[each] for each in nlargest(limit, likely, key=best.__getitem__)]


def _readings(index: SearchIndex, terms: tuple[str, ...]) -> Iterator[list[str]]:
    asked = list(dict.fromkeys(terms))[:_MOST_TERMS]
    yield asked
    for place, (left, right) in enumerate(pairwise(asked)):
        if (joined := singular(left + right)) in index:
            yield [*asked[:place], joined, *asked[place + 2 :]]


def _scores(
    index: SearchIndex, terms: list[str], spelled: str
) -> Iterator[tuple[float, Phrase]]:
    understood = unknown = 0.0
    of_query: defaultdict[int, float] = defaultdict(float)
    of_phrase: defaultdict[int, float] = defaultdict(float)
    of_activity: defaultdict[int, float] = defaultdict(float)
    for term in terms:
        near = index.near(term)
        if not near:
            unknown += _UNKNOWN
            continue
        weight = index.weight(max(near, key=near.__getitem__))
        understood += weight
        nearest_of: dict[int, float] = {}
        for number, (nearness, said) in _holders(index, near).items():
            of_query[number] += weight * nearness
            of_phrase[number] += said
            activity = index.phrases[number].activity
            if nearness > nearest_of.get(activity, 0):
                nearest_of[activity] = nearness
        for activity, nearness in nearest_of.items():
            of_activity[activity] += weight * nearness
    asked = understood + min(unknown, _MOST_UNKNOWN * understood)
    for number, answered in of_query.items():
        phrase = index.phrases[number]
        said = of_phrase[number] / index.sizes[number]
        score = answered * (_OF_QUERY + (1 - _OF_QUERY) * min(1, said))
        score *= index.standings[number]
        score += _BY_ACTIVITY * of_activity[phrase.activity]
        score = score / asked + _BY_FAME * index.fames[phrase.activity]
        if phrase.spelled == spelled:
            score += _VERY_SAME
        yield score, phrase


def _holders(
    index: SearchIndex, near: dict[str, float]
) -> dict[int, tuple[float, float]]:
    """Return, by phrase, its nearest term: how near, and how much of it that says."""
    best: dict[int, tuple[float, float]] = {}
    for term, nearness in near.items():
        said = nearness * index.weight(term)
        for number in index.holders(term):
            if number not in best or nearness > best[number][0]:
                best[number] = nearness, said
    return best
