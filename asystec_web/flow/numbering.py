"""Which numbers a business has already used, and so which come next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, NamedTuple, Self

from asystec_web.catalog.documents import MAX_NUMBER, MAX_TERMINAL, DocumentType
from asystec_web.forms.types.consecutive_number import ConsecutiveNumber

# Which terminal is in use is told by its documents of the last of these days.
RECENT: Final = timedelta(days=30)
# Nobody has more; a pasted list of made-up numbers must not weigh on everybody.
MOST_PLACES: Final = 500
# Numbers this close to the end and to the beginning meet where counting restarts.
_NEAR: Final = 1_000_000


class Place(NamedTuple):
    """A branch and a terminal, which number their documents by themselves."""

    branch: int
    terminal: int


def next_after(last: int) -> int:
    """Give the number that follows; after the largest comes 1 again (note 3)."""
    return last + 1 if last < MAX_NUMBER else 1


def later(one: int, other: int) -> int:
    """Tell which of two numbers of a series was issued later."""
    low, high = sorted((one, other))
    restarted = 0 < low <= _NEAR and high > MAX_NUMBER - _NEAR
    return low if restarted else high


@dataclass(slots=True)
class Tally:
    """The last number of each type at each place, as far as documents were seen.

    Places beyond the bound are left out.

    Attributes:
        lasts: By place and code of the type.
        days: By place, how many documents bear a day; None where it is not known.
    """

    lasts: dict[tuple[Place, str], int] = field(default_factory=dict)
    days: dict[Place, Counter[date | None]] = field(default_factory=dict)

    def add(self, seen: ConsecutiveNumber, day: date | None = None) -> None:
        """Count a document."""
        place = Place(seen.branch, seen.terminal)
        self._count(place, Counter([day]))
        self._reach(place, seen.kind.value, seen.number)

    @classmethod
    def of_all(cls, tallies: Iterable["Tally"]) -> Self:
        """Put together what several sources know."""
        whole = cls()
        for tally in tallies:
            for place, days in tally.days.items():
                whole._count(place, days)
            for (place, kind), number in tally.lasts.items():
                whole._reach(place, kind, number)
        whole._forget_old_days()
        return whole

    def last(self, place: Place, kind: DocumentType) -> int:
        """Give the last number of a type at a place; 0 where none was seen."""
        return self.lasts.get((place, kind.value), 0)

    def next_numbers(self, place: Place) -> dict[DocumentType, int]:
        """Give the next number of each type that was seen at a place."""
        lasts = {kind: self.last(place, kind) for kind in DocumentType}
        return {kind: next_after(last) for kind, last in lasts.items() if last}

    def newest(self, place: Place) -> date | None:
        """Give the day of the newest document of a place."""
        return max(filter(None, self.days.get(place, ())), default=None)

    def places(self) -> Sequence[Place]:
        """List the places, the one most used of late first."""
        since = self._since()
        uses = {
            place: sum(n for day, n in days.items() if day is None or day >= since)
            for place, days in self.days.items()
        }
        return sorted(uses, key=lambda place: (-uses[place], place))

    def unused_terminal(self, branch: int) -> int:
        """Give a terminal where nobody numbers yet, after those in use if it can be."""
        used = {place.terminal for place in self.days if place.branch == branch}
        following = max(used, default=1) + 1
        if following <= MAX_TERMINAL:
            return following
        return next(free for free in range(2, MAX_TERMINAL) if free not in used)

    def _count(self, place: Place, days: Counter[date | None]) -> None:
        if place in self.days or len(self.days) < MOST_PLACES:
            self.days.setdefault(place, Counter()).update(days)

    def _reach(self, place: Place, kind: str, number: int) -> None:
        if place in self.days:
            series = place, kind
            self.lasts[series] = later(self.lasts.get(series, 0), number)

    def _since(self) -> date:
        """Tell from which day on a use is one of late."""
        newest = max(filter(None, map(self.newest, self.days)), default=None)
        return newest - RECENT if newest else date.min

    def _forget_old_days(self) -> None:
        """Keep the days that count and each place's newest, so that none pile up."""
        since = self._since()
        for place, days in self.days.items():
            newest = self.newest(place)
            for day in [day for day in days if day and day < since and day != newest]:
                del days[day]
