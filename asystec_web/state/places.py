"""Where the business is: chosen step by step, or found by its name."""

from collections.abc import Sequence
from typing import TypedDict

import reflex as rx

from asystec_web.catalog import territory
from asystec_web.catalog.place_search import search_places
from asystec_web.catalog.territory import Place
from asystec_web.state.handlers import as_text
from asystec_web.state.searching import Searching

RESULTS = 12
SHORTEST_QUERY = 2
LONGEST_QUERY = 60
_CODES = 3  # of province, canton and district


class Choice(TypedDict):
    """One line of a list to choose from."""

    value: str
    label: str


class PlaceRow(TypedDict):
    """A district that was found."""

    code: str
    name: str
    around: str


class PlacePicker(Searching, mixin=True):
    """The three lists, and the search above them that fills all of them at once."""

    province: str = ""
    canton: str = ""
    district: str = ""
    cantons: list[Choice] = []
    districts: list[Choice] = []
    neighbourhoods: list[str] = []
    district_note: str = ""
    place_results: list[PlaceRow] = []
    place_note: str = ""

    @rx.event
    def choose_province(self, code: str) -> None:
        """Offer the cantons of a province."""
        self._settle(as_text(code, 2), "", "")

    @rx.event
    def choose_canton(self, code: str) -> None:
        """Offer the districts of a canton."""
        self._settle(self.province, as_text(code, 2), "")

    @rx.event
    def choose_district(self, code: str) -> None:
        """Offer the barrios of a district."""
        self._settle(self.province, self.canton, as_text(code, 2))

    @rx.event
    def find_places(self, query: str, at: float = 0) -> None:
        """Search the districts by name; an empty answer says so.

        `at` is the browser's time of typing: what comes after something newer is old.
        """
        typed = as_text(query, LONGEST_QUERY)
        if not self._takes(typed, at):
            return
        query = typed.strip()
        self.place_results, self.place_note = [], ""
        if len(query) < SHORTEST_QUERY:
            return
        found = search_places(query)
        self.place_note = _count(len(found))
        self.place_results = [
            PlaceRow(code=each.code, name=each.district.name, around=each.around)
            for each in found[:RESULTS]
        ]

    @rx.event
    def choose_place(self, code: str) -> None:
        """Choose province, canton and district in one go."""
        codes = as_text(code, 7).split("-")
        if len(codes) != _CODES or territory.find_district(*codes) is None:
            return
        self._settle(*codes)
        chosen = next((row for row in self.place_results if row["code"] == code), None)
        named = f"Escogió {chosen['name']}, {chosen['around']}." if chosen else ""
        self._forget_search()
        self.place_note = named

    def _settle(self, province: str, canton: str, district: str) -> None:
        """Take these codes, and offer what lies within them."""
        self.province, self.canton, self.district = province, canton, district
        self.cantons = _choices(territory.cantons(province))
        self.districts = _choices(territory.districts(province, canton))
        self.neighbourhoods = list(territory.neighbourhoods(province, canton, district))
        self.district_note = _newer(province, canton, district)

    def _forget_search(self) -> None:
        self._search_anew()
        self.place_results, self.place_note = [], ""


def _choices(places: Sequence[Place]) -> list[Choice]:
    return [Choice(value=place.code, label=place.name) for place in places]


def _newer(province: str, canton: str, district: str) -> str:
    """Warn of a district that Hacienda's table may not have yet."""
    chosen = territory.find_district(province, canton, district)
    if chosen is None or chosen.in_hacienda_table:
        return ""
    return (
        f"{chosen.name} es un distrito nuevo y la tabla de Hacienda quizá todavía no "
        "lo tiene. Puede escogerlo; si Hacienda le rechaza una factura por la "
        "ubicación, escoja el distrito al que pertenecía antes."
    )


def _count(found: int) -> str:
    if not found:
        return "No encontramos ese lugar. Revise el nombre, o escójalo de las listas."
    counted = "1 lugar encontrado" if found == 1 else f"{found} lugares encontrados"
    if found > RESULTS:
        return f"{counted}; estos son los primeros {RESULTS}. Agregue el cantón."
    return f"{counted}."
