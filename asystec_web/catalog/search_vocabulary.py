"""The terms of the table, and which of them somebody may mean by what was typed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from itertools import islice, takewhile
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from asystec_web.catalog.spanish import root, sound, stem, without_diminutive

# How much a term counts, by the way it was reached, against the very same word.
_SAME_STEM: Final = 0.96
_SAME_SOUND: Final = 0.93
_LOOKALIKE: Final = 0.9
_DIMINUTIVE: Final = 0.88
_SAME_ROOT: Final = 0.8
_BEGINNING: Final = 0.75
_BY_LETTERS: Final = 0.1
_ANOTHER_FIRST_LETTER: Final = 0.9

_SHORTEST_BEGINNING: Final = 2
_SHORTEST_UNDERSTOOD: Final = 3
# So short a mistake may well begin some other word (gua for grúa, and guaro).
_LONGEST_AMBIGUOUS: Final = 4
_LEAST_SIMILAR: Final = 0.66
_MOST_LOOKALIKES: Final = 6
_MOST_COMPLETIONS: Final = 60


class Vocabulary:
    """Every spelling known, and the term it stands for."""

    def __init__(self, meant: Mapping[str, str], renown: Mapping[str, float]):
        """Prepare the lookups.

        Args:
            meant: The term of the table that each known spelling stands for.
            renown: How likely each term is what an unfinished word will become.
        """
        self._meant = meant
        self._renown = renown
        self._spellings = sorted(meant)
        # Dicts for sets that keep an order: ties must fall the same way everywhere.
        self._by_stem: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._by_sound: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._by_root: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for spelled, term in meant.items():
            stemmed = stem(spelled)
            self._by_stem[stemmed][term] = None
            self._by_sound[sound(stemmed)][term] = None
            self._by_root[root(stemmed)][term] = None

    def near(self, typed: str) -> dict[str, float]:
        """Return the terms that a typed word may mean, and how likely, up to 1."""
        found: dict[str, float] = {}
        if len(typed) >= _SHORTEST_BEGINNING:
            _raise(found, self._completed(typed))
        if len(typed) >= _SHORTEST_UNDERSTOOD:
            _raise(found, self._understood(typed, known=bool(found)))
        if typed in self._meant:
            found[self._meant[typed]] = 1
        return found

    def _understood(self, typed: str, *, known: bool) -> Iterator[tuple[str, float]]:
        stemmed = stem(typed)
        ambiguous = not known or len(typed) <= _LONGEST_AMBIGUOUS
        if ambiguous and stemmed not in self._by_stem:
            yield from self._corrected(typed)
        for term in self._by_root.get(root(stemmed), ()):
            yield term, _SAME_ROOT
        whole = without_diminutive(typed)
        for term in self._by_stem.get(whole, ()) if whole else ():
            yield term, _DIMINUTIVE
        for term in self._by_sound.get(sound(stemmed), ()):
            yield term, _SAME_SOUND
        for term in self._by_stem.get(stemmed, ()):
            yield term, _SAME_STEM

    def _completed(self, typed: str) -> Iterator[tuple[str, float]]:
        following = islice(self._spellings, bisect_left(self._spellings, typed), None)
        longer = takewhile(lambda each: each.startswith(typed), following)
        for spelled in nlargest(_MOST_COMPLETIONS, longer, key=self._renown_of):
            letters = len(typed) / len(spelled)
            yield self._meant[spelled], _BEGINNING + _BY_LETTERS * letters

    def _renown_of(self, spelled: str) -> float:
        return self._renown[self._meant[spelled]]

    def _corrected(self, typed: str) -> Iterator[tuple[str, float]]:
        lookalikes = process.extract(
            typed,
            self._spellings,
            scorer=OSA.normalized_similarity,
            score_cutoff=_LEAST_SIMILAR,
            limit=_MOST_LOOKALIKES,
        )
        for spelled, similarity, _ in lookalikes:
            first = 1 if spelled[0] == typed[0] else _ANOTHER_FIRST_LETTER
            yield self._meant[spelled], _LOOKALIKE * first * similarity


def _raise(found: dict[str, float], others: Iterable[tuple[str, float]]) -> None:
    for term, nearness in others:
        found[term] = max(nearness, found.get(term, nearness))
