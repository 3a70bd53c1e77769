"""What it means to begin at 1, said before it happens."""

from collections.abc import Iterable

_FIRST_TIME = "Todo queda en 0: su primer comprobante será el 1. Solo siga."
_NOT_THE_FIRST = (
    "Encontramos comprobantes suyos: si empieza en 1, repetirá números y Hacienda los "
    "rechazará. Escoja «Ya he facturado» para tomar los que siguen."
)
_ALL_AT_ONE = (
    "Así empezará en 1 en todos los tipos. Si ya ha facturado, escriba antes los "
    "números que siguen: los repetidos, Hacienda los rechaza."
)


def of_way(way: str, *, seen: bool) -> str:
    """Say what comes of invoicing for the first time.

    Args:
        way: What the person answered.
        seen: Whether documents of the business were found.
    """
    if way != "first":
        return ""
    return _NOT_THE_FIRST if seen else _FIRST_TIME


def of_numbers(way: str, numbers: Iterable[int | None], *, seen: bool) -> str:
    """Say that every type begins at 1, where nobody knows that it is right so."""
    begins = all(number is not None and number <= 1 for number in numbers)
    return _ALL_AT_ONE if begins and not seen and way != "first" else ""
