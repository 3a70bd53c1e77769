"""Which activities Hacienda proposed, and which ones the person added.

What Hacienda lists for a cédula is proposed. With another cédula those go, the new
one's come, and what the person added stays.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from asystec_web.forms.activities import MAXIMUM_CHOSEN

# `code`, `title`, `old_codes` separated by blanks, and `by_hand` when the person had
# chosen it before Hacienda listed it.
Listed: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen codes, and the main one among them."""

    codes: tuple[str, ...] = ()
    main: str = ""


def told_apart(
    listed: Iterable[Listed], choice: Choice, before: Iterable[Mapping[str, str]]
) -> list[Listed]:
    """Mark in a new list what the person had chosen without the one before."""
    added = _added(choice.codes, before)
    return [
        {**item, "by_hand": "yes"} if item["code"] in added else item for item in listed
    ]


def follow(
    choice: Choice,
    before: Iterable[Mapping[str, str]],
    now: Sequence[Mapping[str, str]],
) -> Choice:
    """Put what Hacienda proposes now in the place of what it proposed before."""
    added = _added(choice.codes, before)
    proposed = [item["code"] for item in now]
    codes = tuple(dict.fromkeys([*proposed, *added]))[:MAXIMUM_CHOSEN]
    if not proposed and choice.main in codes:
        return Choice(codes, choice.main)
    return Choice(codes, codes[0] if codes else "")


def _added(
    codes: Iterable[str], before: Iterable[Mapping[str, str]]
) -> Collection[str]:
    proposed = {item["code"] for item in before if not item.get("by_hand")}
    return [code for code in codes if code not in proposed]
