"""Which phrase of the table is meant: how much it says of what was asked."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest
from itertools import pairwise
from typing import Final

from asystec_web.catalog.search_deeds import Best, mean_who_does_it
from asystec_web.catalog.search_index import Phrase, SearchIndex
from asystec_web.catalog.search_words import kept, telling
from asystec_web.catalog.spanish import singular, words

# Tuned on tests/bench/activity_queries_tuning.tsv; see docs/activities.md.
_OF_QUERY: Final = 0.55
_OF_PHRASE: Final = 1 - _OF_QUERY
_BY_ACTIVITY: Final = 0.3
_BY_FAME: Final = 0.03
_VERY_SAME: Final = 0.05

_MOST_TERMS: Final = 8
_LEAST_SCORE: Final = 0.3
# A word found nowhere may well be noise: it weighs as much as a common one, and all
# of them together not more than half of those that were understood.
_UNKNOWN: Final = 2.0
_MOST_UNKNOWN: Final = 0.5


def ranked(index: SearchIndex, query: str, limit: int) -> list[Phrase]:
    """Return the best phrase of each likely activity, the likeliest first."""
    typed = words(query)
    spelled = {" ".join(typed), " ".join(kept(typed))}
    asked = telling(typed)
    best = Best()
    for terms in _readings(index, asked):
        for number, score in _scores(index, terms, spelled):
            best.offer(index.owners[number], number, score)
    mean_who_does_it(index, asked, best)
    likely = [each for each, score in best.scores.items() if score >= _LEAST_SCORE]
    first = nlargest(limit, likely, key=best.scores.__getitem__)
    return [_of(index.phrases[best.phrases[each]], each) for each in first]


def _of(phrase: Phrase, activity: int) -> Phrase:
    """Return the phrase as one of the activity, which may have it from its shop."""
    return phrase if phrase.activity == activity else replace(phrase, activity=activity)


def _readings(index: SearchIndex, terms: Sequence[str]) -> Iterator[list[str]]:
    asked = list(dict.fromkeys(terms))[:_MOST_TERMS]
    yield asked
    for place, (left, right) in enumerate(pairwise(asked)):
        if (joined := singular(left + right)) in index:
            yield [*asked[:place], joined, *asked[place + 2 :]]


def _scores(
    index: SearchIndex, terms: list[str], spelled: Container[str]
) -> Iterator[tuple[int, float]]:
    """Give a score to each phrase that one of the terms may mean.

    A letter or two mean hundreds of phrases, so this is where a search spends its time.
    """
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
        nearest: dict[int, float] = {}
        for number, (nearness, said) in _holders(index, near).items():
            of_query[number] += weight * nearness
            of_phrase[number] += said
            # The nearest come first: what an activity has already is nearer.
            nearest.setdefault(index.owners[number], nearness)
        for activity, nearness in nearest.items():
            of_activity[activity] += weight * nearness
    asked = understood + min(unknown, _MOST_UNKNOWN * understood)
    general = {
        activity: _BY_ACTIVITY * said / asked + _BY_FAME * index.fames[activity]
        for activity, said in of_activity.items()
    }
    owners, standings, sizes = index.owners, index.standings, index.sizes
    spellings = index.spellings
    for number, answered in of_query.items():
        said = of_phrase[number] / sizes[number]
        share = _OF_QUERY + _OF_PHRASE * said if said < 1 else 1
        score = answered * share * standings[number] / asked + general[owners[number]]
        yield number, score + _VERY_SAME if spellings[number] in spelled else score


def _holders(
    index: SearchIndex, near: Mapping[str, float]
) -> dict[int, tuple[float, float]]:
    """Return, by phrase, its nearest term: how near, and how much of it that says."""
    best: dict[int, tuple[float, float]] = {}
    for term in sorted(near, key=near.__getitem__, reverse=True):
        nearest = near[term], near[term] * index.weight(term)
        for number in index.holders(term):
            best.setdefault(number, nearest)
    return best
