"""The numbers on the page: what the person typed, and what was found beside it."""

from dataclasses import asdict

from asystec_web.catalog.documents import (
    DocumentType,
    consecutive_number,
    first_to_issue,
)
from asystec_web.flow import beginnings
from asystec_web.flow.number_marks import mark
from asystec_web.flow.numbering import Place, Tally
from asystec_web.forms.consecutives import FIELDS, PLACE_FIELDS, field_of
from asystec_web.forms.types.document_number import DocumentNumber
from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.state.number_places import NumberPlaces

HACIENDA, OWN = "hacienda", "own"  # who knows of documents
ZEROS = dict.fromkeys(FIELDS, "0")


class Numbering(NumberPlaces, mixin=True):
    """The fields, and what is said beside each.

    What was found fills only fields that the person neither typed into nor saved.
    """

    way: str = ""
    way_note: str = ""
    start_note: str = ""
    next_numbers: dict[str, str] = {}
    full_numbers: dict[str, str] = {}
    number_marks: dict[str, dict[str, str]] = {}
    _persons: list[str] = []
    _tallies: dict[str, Tally] = {}
    _set_aside: tuple[dict[str, str], list[str]] = (ZEROS, [])

    def _take_way(self, way: str) -> None:
        """Set everything to 0 for the first time, or bring back what stood there."""
        if way == self.way:
            return
        if way == "first":
            self._set_aside = dict(self.next_numbers), list(self._persons)
            self.next_numbers = dict(ZEROS)
            self._persons = [*PLACE_FIELDS, *FIELDS]
        elif self.way == "first":
            self.next_numbers, self._persons = self._set_aside
        self.way = way
        self._propose()

    def _learn(self, source: str, tally: Tally) -> None:
        """Take what a source knows now in place of what it knew before."""
        self._tallies = {**self._tallies, source: tally}
        self._propose()

    def _propose(self) -> None:
        """Go where the business numbers, unless the person has begun elsewhere."""
        places = self._tally().places()
        if places and not self._persons:
            self._move(places[0])
        self._fill()

    def _fill(self) -> None:
        """Give the fields that are not the person's the numbers of their place."""
        place = self._place()
        tally = self._tally()
        found = tally.next_numbers(place) if place else {}
        if tally.lasts:
            self.next_numbers = {
                field_of(kind): self.next_numbers[field_of(kind)]
                if field_of(kind) in self._persons
                else str(found.get(kind, 0))
                for kind in DocumentType
            }
        self._show_numbers()

    def _tally(self) -> Tally:
        return Tally.of_all(self._tallies.values())

    def _show_numbers(self) -> None:
        """Write what stands beside the fields."""
        place, tally = self._place(), self._tally()
        listed = self._tallies.get(HACIENDA, Tally())
        numbers = {kind: _number(self.next_numbers, kind) for kind in DocumentType}
        way, seen = self.way, bool(tally.lasts)
        self.way_note = beginnings.of_way(way, seen=seen)
        self.start_note = beginnings.of_numbers(way, numbers.values(), seen=seen)
        self.full_numbers = {
            field_of(kind): _full(place, kind, number)
            for kind, number in numbers.items()
        }
        self.number_marks = {
            field_of(kind): _marked(number, place, kind, tally, listed)
            for kind, number in numbers.items()
        }
        self._show_places(place, tally)


def _number(typed: dict[str, str], kind: DocumentType) -> int | None:
    try:
        return DocumentNumber.parse(typed.get(field_of(kind), "")).value
    except WrongValue:
        return None


def _full(place: Place | None, kind: DocumentType, number: int | None) -> str:
    if place is None or number is None:
        return ""
    return consecutive_number(*place, kind.value, first_to_issue(number))


def _marked(
    number: int | None,
    place: Place | None,
    kind: DocumentType,
    tally: Tally,
    listed: Tally,
) -> dict[str, str]:
    """Write a mark as the page reads it: every part is a text."""
    last = tally.last(place, kind) if place else 0
    by_hacienda = bool(place) and listed.last(place or Place(1, 1), kind) == last
    found = asdict(mark(number, last, by_hacienda=by_hacienda))
    return {name: str(value or "") for name, value in found.items()}
