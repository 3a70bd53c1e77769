"""Economic activities as the page shows them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from asystec_web.catalog import activities as catalogue

OLD_CODES_SHOWN = 3

# Hacienda rejects codes that nobody has, and warns of those that only this taxpayer
# has not (Anexos v4.4, page 18).
_ONE_UNLISTED = (
    "Hacienda no tiene esa actividad entre las de su cédula: si factura con ella, "
    "puede advertirle o rechazar el comprobante; inscríbala antes en TRIBU-CR, o "
    "quítela."
)
_SOME_UNLISTED = (
    "Hacienda no tiene esas actividades entre las de su cédula: si factura con ellas, "
    "puede advertirle o rechazar el comprobante; inscríbalas antes en TRIBU-CR, o "
    "quítelas."
)


class ActivityRow(TypedDict):
    """One activity as the page shows it.

    Attributes:
        matched: What of it was searched for.
        registered: Hacienda lists it for this cédula.
        unlisted: Hacienda has answered, and does not.
    """

    code: str
    title: str
    detail: str
    matched: str
    chosen: bool
    main: bool
    registered: bool
    unlisted: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes rows out of codes.

    Attributes:
        registered: What Hacienda lists, by code; None when it has not answered.
    """

    chosen: Collection[str]
    main: str
    registered: Mapping[str, Mapping[str, str]] | None

    def row(self, code: str, matched: str = "") -> ActivityRow:
        """Show an activity."""
        listed = self.registered or {}
        return ActivityRow(
            code=code,
            title=title_of(code, listed),
            detail=f"{code}{_before(code, listed)}",
            matched=matched,
            chosen=code in self.chosen,
            main=code == self.main,
            registered=code in listed,
            unlisted=self.registered is not None and code not in listed,
        )


def title_of(code: str, listed: Mapping[str, Mapping[str, str]]) -> str:
    """Name an activity: in our words, or in Hacienda's where we have none."""
    activity = catalogue.by_code(code)
    return activity.title if activity else listed.get(code, {}).get("title") or code


def unlisted_note(chosen: Iterable[ActivityRow]) -> str:
    """Say what it means that Hacienda does not list some of these."""
    unlisted = sum(row["unlisted"] for row in chosen)
    if not unlisted:
        return ""
    return _ONE_UNLISTED if unlisted == 1 else _SOME_UNLISTED


def _before(code: str, listed: Mapping[str, Mapping[str, str]]) -> str:
    """Tell the codes of before October 2025: Hacienda's own, or else the table's."""
    codes = listed.get(code, {}).get("old_codes", "").split()
    activity = catalogue.by_code(code)
    if activity and not codes:
        codes = list(activity.old_codes)
    shown = ", ".join(codes[:OLD_CODES_SHOWN])
    more = len(codes) - OLD_CODES_SHOWN
    if not shown:
        return ""
    return f" · antes {shown}" + (f" y {more} más" if more > 0 else "")
