"""Finding a district by its name, or by that of the canton around it.

As in the rest of the catalogue, accents and case do not matter, nor how a name is
spelled in Costa Rica (escasu, eredia), and a slip of the finger is forgiven.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from asystec_web.catalog import territory
from asystec_web.catalog.spanish import sound, words
from asystec_web.catalog.territory import District

# How much a word counts by what it names.
_DISTRICT, _CANTON, _PROVINCE = 1.0, 0.8, 0.3
# How well a typed word fits one of a name.
_SAME, _SOUNDS_SAME, _BEGINS, _SLIPPED = 1.0, 0.95, 0.85, 0.6
# What a query gains that is a whole name and nothing else. A canton named after its
# province is a city, which comes to mind before a district of the same name.
_WHOLE_DISTRICT, _WHOLE_CANTON, _WHOLE_CITY = 2, 1, 3
_SHORTEST_WITH_SLIP: Final = 4
_SHORTEST_WITH_TWO: Final = 8
_SHORTEST_SOUND: Final = 3
# In many names, or said beside one: nobody is looking for these alone.
_SMALL: Final = frozenset(
    {"de", "del", "la", "las", "el", "los", "y", "ciudad", "centro", "canton"}
)
_SHORTENED: Final = {"sn": "san", "sta": "santa", "sto": "santo", "gral": "general"}


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A district, with the names of the places around it."""

    district: District
    canton: str
    province: str

    @property
    def code(self) -> str:
        """The three codes in one, such as 1-02-01."""
        return f"{self.district.province}-{self.district.canton}-{self.district.code}"

    @property
    def around(self) -> str:
        """Where the district lies."""
        return f"{self.canton}, {self.province}"

    @property
    def name(self) -> str:
        """The district and where it lies."""
        return f"{self.district.name}, {self.around}"


@dataclass(frozen=True, slots=True)
class _Entry:
    place: FoundPlace
    weights: Mapping[str, float]
    district: frozenset[str]
    canton: frozenset[str]


def search_places(query: str) -> Sequence[FoundPlace]:
    """Return the districts that every word of the query fits, best first."""
    typed = _words(query)
    fits = [_fitting(word) for word in typed]
    scored = [
        (score, entry)
        for entry in _entries()
        if (score := _score(entry, frozenset(typed), fits)) > 0
    ]
    # Sorted by the score alone, places of one score keep the order of their codes.
    scored.sort(key=lambda each: -each[0])
    return tuple(entry.place for _, entry in scored)


def _words(text: str) -> list[str]:
    every = [_SHORTENED.get(word, word) for word in words(text)]
    return [word for word in every if word not in _SMALL] or every


def _score(
    entry: _Entry, typed: frozenset[str], fits: Sequence[Mapping[str, float]]
) -> float:
    """Add up how well each word fits; nothing unless all of them do."""
    total = 0.0
    for fit in fits:
        shared = fit.keys() & entry.weights.keys()
        if not shared:
            return 0
        total += max(fit[word] * entry.weights[word] for word in shared)
    # Whoever writes just a name means the place of that name, not one that has more.
    if typed == entry.district:
        total += _WHOLE_DISTRICT
    if typed == entry.canton:
        is_city = entry.place.canton == entry.place.province
        total += _WHOLE_CITY if is_city else _WHOLE_CANTON
    return total


def _fitting(typed: str) -> Mapping[str, float]:
    """Return the words of all names that a typed one may be, and how well it fits.

    Only a word that begins no name at all is taken for a slip.
    """
    key = sound(typed)
    fits = {
        word: fit
        for word, its_sound in _vocabulary().items()
        if (fit := _fit(typed, key, word, its_sound))
    }
    return fits or {
        word: fit for word in _vocabulary() if (fit := _slipped(typed, word))
    }


def _fit(typed: str, key: str, word: str, its_sound: str) -> float:
    if typed == word:
        return _SAME
    if key == its_sound:
        return _SOUNDS_SAME
    begins = len(key) >= _SHORTEST_SOUND and its_sound.startswith(key)
    return _BEGINS if begins or word.startswith(typed) else 0


def _slipped(typed: str, word: str) -> float:
    if len(typed) < _SHORTEST_WITH_SLIP:
        return 0
    slips = 2 if len(typed) >= _SHORTEST_WITH_TWO else 1
    # The end of the name may not be typed yet.
    begun = min(
        OSA.distance(typed, word, score_cutoff=slips),
        OSA.distance(typed, word[: len(typed)], score_cutoff=slips),
    )
    return 0 if begun > slips else _SLIPPED - begun / 10


@cache
def _vocabulary() -> Mapping[str, str]:
    """Return every word of a name, and how it sounds."""
    return {word: sound(word) for entry in _entries() for word in entry.weights}


@cache
def _entries() -> Sequence[_Entry]:
    return tuple(
        _entry(FoundPlace(district, canton.name, province.name))
        for province in territory.provinces()
        for canton in territory.cantons(province.code)
        for district in territory.districts(province.code, canton.code)
    )


def _entry(place: FoundPlace) -> _Entry:
    weights: dict[str, float] = {}
    for name, weight in (
        (place.province, _PROVINCE),
        (place.canton, _CANTON),
        (place.district.name, _DISTRICT),
    ):
        weights |= dict.fromkeys(_words(name), weight)
    return _Entry(
        place,
        weights,
        frozenset(_words(place.district.name)),
        frozenset(_words(place.canton)),
    )
