"""Who is meant when a search says what is done with a thing: let, mended or taught.

Nobody's row names all that is done. Goods are best known by the shops that sell them,
so their counterparts are found by the goods of the shop; anything else goes to whoever
does such a thing to anything. Those who only have or sell the thing come after.
"""

from collections.abc import Iterable
from typing import Final

from asystec_web.catalog.search_index import SearchIndex

_COUNTERPART: Final = 0.02
_TO_ANYTHING: Final = 0.9
_NOT_DONE: Final = 0.8


class Best:
    """The best phrase of each activity so far, by their numbers."""

    def __init__(self):
        self.scores: dict[int, float] = {}
        self.phrases: dict[int, int] = {}

    def offer(self, activity: int, phrase: int, score: float) -> None:
        """Take a phrase for an activity if none is better."""
        if score > self.scores.get(activity, 0):
            self.scores[activity] = score
            self.phrases[activity] = phrase


def mean_who_does_it(index: SearchIndex, asked: Iterable[str], best: Best) -> None:
    """Prefer, for each term that is a deed, the activities that do it."""
    scores = best.scores
    for term in asked:
        for shop, other in index.counterparts(term):
            if shop in scores:
                best.offer(other, best.phrases[shop], scores[shop] + _COUNTERPART)
        if doers := index.doers(term):
            others = scores.keys() - doers
            nearest = max(others, key=scores.__getitem__, default=None)
            to_anything = index.doer_to_anything(term)
            if nearest is not None and to_anything is not None:
                score = scores[nearest] * _TO_ANYTHING
                best.offer(to_anything, best.phrases[nearest], score)
            for activity in others:
                scores[activity] *= _NOT_DONE
