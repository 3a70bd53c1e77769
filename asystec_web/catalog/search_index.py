"""The index behind the search: every phrase of the table, reachable by its terms."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from sys import intern
from typing import Final

from asystec_web.catalog.activities import Activity, activities
from asystec_web.catalog.search_counterparts import counterparts
from asystec_web.catalog.search_vocabulary import Vocabulary
from asystec_web.catalog.search_words import deeds, faint, same_idea, telling
from asystec_web.catalog.spanish import singular, words

_FAINTNESS: Final = 0.35
_OFTEN_JOINED: Final = 2
_BY_POSITION: Final = 0.2
_LAST_POSITION: Final = 100
_REMEMBERED: Final = 256
# Far more people sell tornillos than make them.
_BARE_PRODUCT: Final = 0.97
_MADE: Final = "fabrica"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of calling an activity: its title or one of its words.

    Attributes:
        activity: The place of the activity in the table.
        position: Its place among the words of the activity; 0 is the most telling.
        shown: As the table has it; "" for the title.
        spelled: As somebody may type it.
        terms: What it is about, in the form the index keeps it.
    """

    activity: int
    position: int
    shown: str
    spelled: str
    terms: tuple[str, ...]


class SearchIndex:
    """Knows which phrases hold a term, and how much that says."""

    def __init__(self, table: tuple[Activity, ...]):
        self.activities = table
        self.phrases = tuple(_phrases(table))
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            for term in phrase.terms:
                self._holders[term].append(number)
        # What is asked of phrases most often, by their numbers.
        self.owners = tuple(phrase.activity for phrase in self.phrases)
        self.spellings = tuple(phrase.spelled for phrase in self.phrases)
        self._weights = {term: self._weigh(term) for term in self._holders}
        self.sizes = tuple(
            sum(map(self.weight, phrase.terms)) for phrase in self.phrases
        )
        alike = {
            word: idea for word, idea in same_idea().items() if idea in self._holders
        }
        # How common an activity is: people have more words for such.
        self.fames = tuple(log(len(activity.words)) for activity in table)
        # What its place costs a phrase, whatever is asked.
        self.standings = tuple(
            (1 - _BY_POSITION * min(1, phrase.position / _LAST_POSITION))
            * (_BARE_PRODUCT if _bare_product(table[phrase.activity], phrase) else 1)
            for phrase in self.phrases
        )
        place = {activity.code: number for number, activity in enumerate(table)}
        self._counterparts = {
            term: [(place[shop], place[other]) for shop, other in pairs if shop]
            for term, pairs in counterparts().items()
        }
        self._to_anything = {
            term: place[other]
            for term, pairs in counterparts().items()
            for shop, other in pairs
            if not shop
        }
        self._doers = {
            deed: self._known_by(deed) for deed in deeds() & self._holders.keys()
        }
        renown = {term: self._count_renown(term) for term in self._holders}
        vocabulary = Vocabulary({term: term for term in renown} | alike, renown)
        # While the last word of a query grows, those before it are asked again.
        self._near = lru_cache(_REMEMBERED)(vocabulary.near)

    def __contains__(self, term: str) -> bool:
        return term in self._weights

    def near(self, typed: str) -> Mapping[str, float]:
        """Return the terms that a typed word may mean, and how likely, up to 1."""
        return self._near(typed)

    def holders(self, term: str) -> list[int]:
        """Return the numbers of the phrases with a term of the table."""
        return self._holders[term]

    def weight(self, term: str) -> float:
        """Return how well a term of the table tells one activity from another."""
        return self._weights[term]

    def counterparts(self, term: str) -> Sequence[tuple[int, int]]:
        """Return the places of shops, and of who does with their goods what is said."""
        return self._counterparts.get(term, ())

    def doers(self, term: str) -> frozenset[int]:
        """Return the places of who does it; nobody, unless it is a deed."""
        return self._doers.get(term, frozenset())

    def doer_to_anything(self, term: str) -> int | None:
        """Return the place of who does it to what nobody is named for."""
        return self._to_anything.get(term)

    def _known_by(self, term: str) -> frozenset[int]:
        return frozenset(self.owners[number] for number in self._holders[term])

    def _weigh(self, term: str) -> float:
        weight = log(1 + len(self.activities) / len(self._known_by(term)))
        return weight * _FAINTNESS if term in faint() else weight

    def _count_renown(self, term: str) -> float:
        """Return how telling the term is, by itself, of the most common activity."""
        holders = (self.phrases[number] for number in self._holders[term])
        return max(
            self.fames[phrase.activity] / (1 + phrase.position) / len(phrase.terms)
            for phrase in holders
        )


def _bare_product(activity: Activity, phrase: Phrase) -> bool:
    """Tell whether a maker's phrase does not say that anything is made."""
    return "10" <= activity.code[:2] <= "32" and _MADE not in phrase.terms


@cache
def search_index() -> SearchIndex:
    """Return the index of the whole table, built when it is first needed."""
    return SearchIndex(activities())


def _phrases(table: tuple[Activity, ...]) -> Iterator[Phrase]:
    for number, activity in enumerate(table):
        yield Phrase(number, 0, "", "", _terms(words(activity.title)))
        for position, shown in enumerate(activity.words):
            spelled = words(shown)
            spaced = " ".join(spelled)
            yield Phrase(number, position, shown, spaced, _terms(spelled))
            if len(spelled) == _OFTEN_JOINED:  # «lava car» is also typed «lavacar»
                joined = "".join(spelled)
                term = intern(singular(joined))
                yield Phrase(number, position, shown, joined, (term,))


def _terms(spelled: Sequence[str]) -> tuple[str, ...]:
    # Hundreds of phrases hold the same word: it is kept once.
    return tuple(map(intern, telling(spelled)))
