"""The economic activities of Hacienda (CIIU 4), in the words of those who do them.

`docs/activities.md` says where the codes come from and how to edit the table.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "activities.csv"


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity as documents carry it.

    Attributes:
        code: The CIIU 4 code with its dot, as `CodigoActividadEmisor` wants it.
        title: What we show; ours, because Hacienda publishes no readable name.
        old_codes: The six-digit codes of ATV that became this activity.
        words: What people call it, the most telling first.
    """

    code: str
    title: str
    old_codes: tuple[str, ...]
    words: tuple[str, ...]


def activities() -> tuple[Activity, ...]:
    """Return every activity, in the order of the codes."""
    return tuple(_by_code().values())


def by_code(code: str) -> Activity | None:
    """Return the activity with this CIIU 4 code, written exactly as `NNNN.N`."""
    return _by_code().get(code)


@cache
def _by_code() -> Mapping[str, Activity]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = (
            Activity(
                code=row["code"],
                title=row["title"],
                old_codes=tuple(row["old_codes"].split()),
                words=tuple(row["words"].split(";")),
            )
            for row in csv.DictReader(file)
        )
        return {activity.code: activity for activity in rows}
