"""Finding the activity somebody means by what they call it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from asystec_web.catalog.activities import Activity, activities
from asystec_web.catalog.search_index import Phrase, SearchIndex, search_index
from asystec_web.catalog.search_ranking import ranked
from asystec_web.catalog.spanish import words

SHORTEST_QUERY: Final = 2
LONGEST_QUERY: Final = 100
_LONGEST_GUESSED: Final = 40
# People type the same trades, and everybody's first letters are few.
_REMEMBERED: Final = 1024

_CODE_BEGUN: Final = re.compile(r"\d[\d.]{1,5}", re.ASCII)
_CODE: Final = re.compile(r"(?<![\d.])(\d{4}\.\d|\d{6})(?![\d.])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Match:
    """An activity found, and the word of the table (or the code) that found it.

    Attributes:
        activity: The activity.
        matched: To show beside the title, which is what matched when this is "".
    """

    activity: Activity
    matched: str


def search(query: str, limit: int = 10) -> list[Match]:
    """Return the activities somebody may mean, the likeliest first.

    Accents, case, plurals, gender, the order of the words and small errors do not
    matter. Anything may be asked; what cannot be understood finds nothing.
    """
    asked = query[:LONGEST_QUERY].strip()
    if len(asked) < SHORTEST_QUERY:
        return []
    code = _CODE_BEGUN.fullmatch(asked) or _CODE.search(asked)
    found = list(_with_code(code[0])) if code else []
    return found[:limit] or list(_with_words(asked, limit))


def nearest(query: str, limit: int = 3) -> list[Match]:
    """Return what looks most like a query that found nothing.

    A guess to offer as «¿Quiso decir…?», never an answer; none without letters.
    """
    asked = " ".join(words(query[:_LONGEST_GUESSED]))
    if not asked:
        return []
    index = search_index()
    alike = process.extract(asked, index.spellings, scorer=fuzz.ratio, limit=10 * limit)
    guesses: dict[str, Match] = {}
    for _, _, number in alike:
        match = _match(index, index.phrases[number])
        guesses.setdefault(match.activity.code, match)
    return list(guesses.values())[:limit]


@lru_cache(_REMEMBERED)
def _with_words(asked: str, limit: int) -> tuple[Match, ...]:
    index = search_index()
    return tuple(_match(index, phrase) for phrase in ranked(index, asked, limit))


def _match(index: SearchIndex, phrase: Phrase) -> Match:
    return Match(index.activities[phrase.activity], phrase.shown)


def _with_code(typed: str) -> Iterator[Match]:
    digits = typed.replace(".", "")
    for activity in activities():
        if activity.code.replace(".", "").startswith(digits):
            yield Match(activity, activity.code)
    if "." in typed:
        return
    for activity in activities():
        for old in activity.old_codes:
            # The lists of ATV went around without the zero in front.
            if digits in {old, old.removeprefix("0")}:
                yield Match(activity, old)
