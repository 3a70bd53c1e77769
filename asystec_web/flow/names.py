"""When two names are the same taxpayer's."""

import re
import unicodedata
from typing import Final

# A certificate keeps 64 characters of a name, and a document 100.
CUT_AFTER: Final = 60
_PARENTHESES = re.compile(r"\([^)]*\)")
_FORMS: Final = {
    ("SOCIEDAD", "ANONIMA"): "SA",
    ("S", "A"): "SA",
    ("SOCIEDAD", "DE", "RESPONSABILIDAD", "LIMITADA"): "SRL",
    ("S", "R", "L"): "SRL",
    ("LIMITADA",): "SRL",
    ("LTDA",): "SRL",
}


def same_name(one: str, other: str) -> bool:
    """Compare without case, accents, punctuation, blanks and order.

    What stands in parentheses is a remark, such as the «(FIRMA)» of Firma Digital.
    The long form of a company and its abbreviation are one, and a name that was cut
    for its length is the one it is the beginning of.
    """
    first, second = _words(one), _words(other)
    if any(sorted(form(first)) == sorted(form(second)) for form in (list, _shortened)):
        return True
    whole, cut = sorted((" ".join(first), " ".join(second)), key=len, reverse=True)
    return len(cut) >= CUT_AFTER and whole.startswith(cut)


def _words(name: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", _PARENTHESES.sub(" ", name).upper())
    letters = (char for char in apart if not unicodedata.combining(char))
    return "".join(char if char.isalnum() else " " for char in letters).split()


def _shortened(words: list[str]) -> list[str]:
    for long, short in _FORMS.items():
        if tuple(words[-len(long) :]) == long:
            return [*words[: -len(long)], short]
    return words
