"""What to say beside a next number, given the last one that was seen."""

from dataclasses import dataclass
from typing import Final

from asystec_web.catalog.documents import MAX_NUMBER
from asystec_web.flow.numbering import next_after

_AGAIN: Final = (
    "Ya emitió el 9\N{NO-BREAK SPACE}999\N{NO-BREAK SPACE}999\N{NO-BREAK SPACE}999, el "
    "último que cabe en 10 dígitos: la cuenta vuelve a empezar en 1."
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A word about a number, and another number to take instead.

    Attributes:
        tag: Where the number comes from, when it follows what was seen.
        note: What was seen, when the number does not follow it or begins again.
        warns: Whether the last number seems to stand in place of the next.
        offer: The number that would follow; empty when it stands there.
    """

    tag: str = ""
    note: str = ""
    warns: bool = False
    offer: str = ""


def mark(typed: int | None, last: int, *, by_hacienda: bool) -> Mark:
    """Compare a number with the last one seen.

    Args:
        typed: What stands in the field; None while it is no number.
        last: 0 when none was seen.
        by_hacienda: Whether Hacienda lists it, or only the person's own documents.
    """
    if not last:
        return Mark()
    following = next_after(last)
    if typed == following:
        return Mark(
            tag="detectado en Hacienda" if by_hacienda else "según sus comprobantes",
            note=_AGAIN if last == MAX_NUMBER else "",
        )
    if typed == last:
        note = f"{last} es el último que ya emitió. El próximo es {following}."
        return Mark(note=note, warns=True, offer=str(following))
    where = "que aparece en Hacienda" if by_hacienda else "de sus comprobantes"
    return Mark(note=f"El último {where} es {last}.", offer=str(following))
