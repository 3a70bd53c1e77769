"""How codes and numbers arrive: pasted from a PDF, with any dash, digit or blank."""

import unicodedata

from stdnum.util import clean


def without_invisible(text: str) -> str:
    """Drop what nobody sees, such as the zero-width blanks of a copied page."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def plain(text: str) -> str:
    """Write digits, letters and dashes in ASCII as far as they have such a form."""
    compatible = unicodedata.normalize("NFKC", clean(without_invisible(text)))
    return "".join(_ascii_digit(char) for char in compatible)


def compact(text: str) -> str:
    """Write it plainly, without any blank or punctuation."""
    return "".join(char for char in plain(text) if not _separates(char))


def _ascii_digit(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)


def _separates(char: str) -> bool:
    return char.isspace() or unicodedata.category(char)[0] in "PZ"
