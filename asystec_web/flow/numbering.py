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

    Attributes:
        lasts: By place and code of the type.
        days: How many documents of a place bear a day; None where it is not known.
    """

    lasts: dict[tuple[Place, str], int] = field(default_factory=dict)
    days: Counter[tuple[Place, date | None]] = field(default_factory=Counter)

    def add(self, seen: ConsecutiveNumber, day: date | None = None) -> None:
        """Count a document."""
        place = Place(seen.branch, seen.terminal)
        series = place, seen.kind.value
        self.lasts[series] = later(self.lasts.get(series, 0), seen.number)
        self.days[place, day] += 1

    @classmethod
    def of_all(cls, tallies: Iterable["Tally"]) -> Self:
        """Put together what several sources know."""
        whole = cls()
        for tally in tallies:
            for series, number in tally.lasts.items():
                whole.lasts[series] = later(whole.lasts.get(series, 0), number)
            whole.days.update(tally.days)
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
        known = [day for where, day in self.days if where == place and day]
        return max(known, default=None)

    def places(self) -> Sequence[Place]:
        """List the places, the one most used of late first."""
        known = [day for _, day in self.days if day]
        since = max(known) - RECENT if known else date.min
        uses: Counter[Place] = Counter()
        for (place, day), times in self.days.items():
            uses[place] += times if day is None or day >= since else 0
        return sorted(uses, key=lambda place: (-uses[place], place))

    def unused_terminal(self, branch: int) -> int:
        """Give the terminal after the last of a branch: nobody numbers there yet."""
        used = [place.terminal for place, _ in self.lasts if place.branch == branch]
        return min(max(used, default=1) + 1, MAX_TERMINAL)
