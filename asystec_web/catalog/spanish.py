"""How a Spanish word is reduced until its spellings and its relatives meet.

Three reductions, each blunter than the one before: `stem` forgets number and gender,
`sound` forgets how it is spelled in Costa Rica (b and v, s and z, silent h), `root`
forgets what was derived from it (carpintero, carpintería).
"""

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[a-z0-9]+")
# The combining marks of Latin letters.
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")
_SHORTEST_INFLECTED: Final = 4
# The consonants that may end a Spanish word take «es» (a c was a z: peces).
_BEFORE_ES: Final = "cdjlnrsxyz"
_DIMINUTIVE: Final = re.compile(r"(\w{3,}?)c?it")

# Order matters: each rule sees the work of those before it.
_SPELLINGS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^ps", "s"),
        (r"ch", "C"),
        (r"sh", "C"),
        (r"h", ""),
        (r"qu(?=[ei])", "k"),
        (r"gu(?=[ei])", "g"),
        (r"g(?=[eiy])", "j"),
        (r"sc(?=[eiy])", "s"),
        (r"c(?=[eiy])", "s"),
        (r"[cq]", "k"),
        (r"v", "b"),
        (r"w", "gu"),
        (r"z", "s"),
        (r"x", "s"),
        (r"ll", "y"),
        (r"y(?![aeiou])", "i"),
        (r"m(?=[bp])", "n"),
        (r"(.)\1+", r"\1"),
    )
)

_ENDINGS: Final = frozenset(
    (
        "imient",
        "amient",
        "adori",
        "acion",
        "icion",
        "edori",
        "tador",
        "ador",
        "edor",
        "idor",
        "ucion",
        "cion",
        "sion",
        "mient",
        "grafi",
        "logi",
        "logic",
        "anci",
        "ist",
        "ism",
        "eri",
        "ari",
        "and",
        "end",
        "ad",
        "id",
        "er",
        "ar",
        "ir",
        "am",
        "em",
        "im",
        "aj",
        "ic",
        "i",
    )
)
_LONGEST_ENDING: Final = max(map(len, _ENDINGS))
# What is left must still tell words apart.
_SHORTEST_ROOT: Final = 4


def fold(text: str) -> str:
    """Return the text in plain lower case letters, without accents."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def words(text: str) -> list[str]:
    """Return the folded words of a text; anything else separates them."""
    return _WORD.findall(fold(text))


def singular(word: str) -> str:
    """Return a folded word without its plural, as far as its letters tell."""
    if len(word) < _SHORTEST_INFLECTED or word[-1].isdigit():
        return word
    if word.endswith("es") and word[-3] in _BEFORE_ES:
        return word[:-3] + "z" if word[-3] == "c" else word[:-2]
    return word[:-1] if word[-1] == "s" and word[-2] in "aeiou" else word


def stem(word: str) -> str:
    """Return a folded word without its plural and its gender."""
    word = singular(word)
    if len(word) < _SHORTEST_INFLECTED or word[-1] not in "aeo":
        return word
    return word[:-2] + "z" if word.endswith("ce") else word[:-1]


def without_diminutive(word: str) -> str | None:
    """Return the stem of what was made small (sodita), or nothing if it was not."""
    small = _DIMINUTIVE.fullmatch(stem(word))
    # With an ending again, or the s of payasita would be taken for a plural.
    return stem(f"{small[1]}o") if small else None


def sound(stemmed: str) -> str:
    """Return a key shared by the spellings that are pronounced alike."""
    for pattern, replacement in _SPELLINGS:
        stemmed = pattern.sub(replacement, stemmed)
    return stemmed


def root(stemmed: str) -> str:
    """Return what a stem was derived from, or the stem when little would be left."""
    longest = min(_LONGEST_ENDING, len(stemmed) - _SHORTEST_ROOT)
    for length in range(longest, 0, -1):
        if stemmed[-length:] in _ENDINGS:
            return stemmed[:-length]
    return stemmed
