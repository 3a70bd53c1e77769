"""Provinces, cantons, districts and barrios, under the codes Hacienda asks for.

Two numberings exist; `docs/territory.md` says which one is sent and why.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FILES = Path(__file__).parent / "data"

# A document refuses a Barrio of fewer characters («Anexos y estructuras v4.4», p. 21).
SHORTEST_NEIGHBOURHOOD: Final = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A province, canton or district; the code counts within the place around it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class District(Place):
    """A district under both numberings.

    Attributes:
        province: Code of its province.
        canton: Code of its canton, within the province.
        dta_code: The five digits of the official territorial division.
        in_hacienda_table: Whether the table of the v4.4 documents knows it. Those it
            does not know may be refused in a document until Hacienda adds them.
    """

    province: str
    canton: str
    dta_code: str
    in_hacienda_table: bool


def provinces() -> tuple[Place, ...]:
    """Return the seven provinces, in the order of their codes."""
    return tuple(Place(row["code"], row["name"]) for row in _rows("provinces"))


def cantons(province: str) -> tuple[Place, ...]:
    """Return the cantons of a province; none for a code that does not exist."""
    return _cantons().get(province, ())


def districts(province: str, canton: str) -> tuple[District, ...]:
    """Return the districts of a canton; none for codes that do not exist."""
    return _districts().get((province, canton), ())


def neighbourhoods(province: str, canton: str, district: str) -> tuple[str, ...]:
    """Return the barrios that a document can carry, in alphabetical order.

    They are suggestions: the field takes any text, but not a name as short as «Amón».
    """
    return _neighbourhoods().get((province, canton, district), ())


def find_district(province: str, canton: str, district: str) -> District | None:
    """Return the district, or nothing when the three codes do not belong together."""
    found = (each for each in districts(province, canton) if each.code == district)
    return next(found, None)


@cache
def _rows(name: str) -> tuple[Mapping[str, str], ...]:
    with (_FILES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _cantons() -> Mapping[str, tuple[Place, ...]]:
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for row in _rows("cantons"):
        found[row["province"]].append(Place(row["code"], row["name"]))
    return {province: tuple(places) for province, places in found.items()}


@cache
def _districts() -> Mapping[tuple[str, str], tuple[District, ...]]:
    found: defaultdict[tuple[str, str], list[District]] = defaultdict(list)
    for row in _rows("districts"):
        province, canton = row["province"], row["canton"]
        found[province, canton].append(
            District(
                code=row["code"],
                name=row["name"],
                province=province,
                canton=canton,
                dta_code=row["dta_code"],
                in_hacienda_table=row["in_hacienda_table"] == "1",
            )
        )
    return {canton: tuple(places) for canton, places in found.items()}


@cache
def _neighbourhoods() -> Mapping[tuple[str, str, str], tuple[str, ...]]:
    found: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in _rows("neighbourhoods"):
        if len(row["name"]) >= SHORTEST_NEIGHBOURHOOD:
            district = row["province"], row["canton"], row["district"]
            found[district].append(row["name"])
    return {district: tuple(names) for district, names in found.items()}
