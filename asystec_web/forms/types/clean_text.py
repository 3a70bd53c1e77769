"""Names and addresses: one line of text that a document can carry."""

import unicodedata
from typing import Final

from asystec_web.forms.types.typed import without_invisible
from asystec_web.forms.types.wrong_value import WrongValue

# The controls that a pasted address brings along; they become blanks.
_BREAKS: Final = str.maketrans("\t\r\n", "   ")
# Beyond this many characters for each one kept, no blanks or accents explain it.
_SPARE: Final = 8


def clean_text(text: str, *, minimum: int, maximum: int) -> str:
    """Return the text in its one form: composed, trimmed, with single blanks.

    Symbols such as & and < are kept; whoever writes the document escapes them.

    Raises:
        WrongValue: It is shorter or longer than it may be, or holds characters that
            nobody can see or that XML 1.0 cannot carry.
    """
    stripped = text.strip(" \t\r\n")
    if len(stripped) > maximum * _SPARE:
        code = "text.too_long"
        raise WrongValue(code)
    visible = without_invisible(stripped.translate(_BREAKS))
    if any(_is_forbidden(char) for char in visible):
        code = "text.bad_characters"
        raise WrongValue(code)
    cleaned = " ".join(unicodedata.normalize("NFC", visible).split())
    code = ""
    if not cleaned and minimum:
        code = "text.empty"
    elif len(cleaned) < minimum:
        code = "text.too_short"
    elif len(cleaned) > maximum:
        code = "text.too_long"
    if code:
        raise WrongValue(code)
    return cleaned


def _is_forbidden(char: str) -> bool:
    """Tell control characters, lone surrogates and the two that XML leaves out."""
    return unicodedata.category(char) in {"Cc", "Cs"} or char in "\ufffe\uffff"
