"""The terms of the table, and which of them somebody may mean by what was typed."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from asystec_web.catalog.spanish import root, sound, stem, without_diminutive

# How much a term counts, by the way it was reached, against the very same word.
_SAME_STEM: Final = 0.96
_SAME_SOUND: Final = 0.93
_LOOKALIKE: Final = 0.9
_DIMINUTIVE: Final = 0.88
_SLIP: Final = 0.9
_SAME_ROOT: Final = 0.8
_BEGINNING: Final = 0.75
_BY_LETTERS: Final = 0.1
_ANOTHER_FIRST_LETTER: Final = 0.9

_SHORTEST_BEGINNING: Final = 2
_SHORTEST_UNDERSTOOD: Final = 3
# So short a mistake may well begin some other word (gua for grúa, and guaro).
_LONGEST_AMBIGUOUS: Final = 4
_LEAST_SIMILAR: Final = 0.66
_LONGEST_MISTAKEN: Final = 24
_MOST_LOOKALIKES: Final = 6
_MOST_COMPLETIONS: Final = 60
_AFTER_ANY_LETTER: Final = "~"
_HELD_KEY: Final = re.compile(r"(.)\1+")


class Vocabulary:
    """Every spelling known, and the term it stands for."""

    def __init__(self, meant: Mapping[str, str], renown: Mapping[str, float]):
        """Prepare the lookups.

        Args:
            meant: The term of the table that each known spelling stands for.
            renown: How likely each term is what an unfinished word will become.
        """
        self._meant = meant
        self._spellings = sorted(meant)
        self._renown = {spelled: renown[term] for spelled, term in meant.items()}
        self._alike_in_length = {
            length: [
                each
                for each in self._spellings
                if length * _LEAST_SIMILAR <= len(each) <= length / _LEAST_SIMILAR
            ]
            for length in range(_SHORTEST_UNDERSTOOD, _LONGEST_MISTAKEN + 1)
        }
        stems = {spelled: stem(spelled) for spelled in meant}
        self._by_stem = _grouped((stems[each], term) for each, term in meant.items())
        self._by_sound = _grouped(
            (sound(stems[each]), term) for each, term in meant.items()
        )
        self._by_root = _grouped(
            (root(stems[each]), term) for each, term in meant.items()
        )

    def near(self, typed: str) -> dict[str, float]:
        """Return the terms that a typed word may mean, and how likely, up to 1."""
        found: dict[str, float] = {}
        if len(typed) >= _SHORTEST_BEGINNING:
            _raise(found, self._completed(typed))
        if len(typed) >= _SHORTEST_UNDERSTOOD:
            begun = bool(found)
            _raise(found, self._understood(typed, known=begun))
            for slip in () if begun else _slips(typed):
                meant = self._understood(slip, known=bool(found))
                _raise(found, ((term, _SLIP * nearness) for term, nearness in meant))
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
        start = bisect_left(self._spellings, typed)
        end = bisect_left(self._spellings, typed + _AFTER_ANY_LETTER, start)
        longer = self._spellings[start:end]
        for spelled in nlargest(
            _MOST_COMPLETIONS, longer, key=self._renown.__getitem__
        ):
            letters = len(typed) / len(spelled)
            yield self._meant[spelled], _BEGINNING + _BY_LETTERS * letters

    def _corrected(self, typed: str) -> Iterator[tuple[str, float]]:
        lookalikes = process.extract(
            typed,
            self._alike_in_length.get(len(typed), ()),
            scorer=OSA.normalized_similarity,
            score_cutoff=_LEAST_SIMILAR,
            limit=_MOST_LOOKALIKES,
        )
        for spelled, similarity, _ in lookalikes:
            first = 1 if spelled[0] == typed[0] else _ANOTHER_FIRST_LETTER
            yield self._meant[spelled], _LOOKALIKE * first * similarity


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """Return the terms of each key, in the order they come.

    Not as a set, for ties must fall the same way in every process.
    """
    groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, term in pairs:
        groups[key][term] = None
    return {key: tuple(terms) for key, terms in groups.items()}


def _slips(typed: str) -> Iterator[str]:
    """Return what was typed without its doubled letters, and without a last s."""
    single = _HELD_KEY.sub(r"\1", typed)
    if single != typed:
        yield single
    if single.endswith("s") and len(single) > _LONGEST_AMBIGUOUS:
        yield single[:-1]


def _raise(found: dict[str, float], others: Iterable[tuple[str, float]]) -> None:
    for term, nearness in others:
        found[term] = max(nearness, found.get(term, nearness))
