"""Sentences with values in them, known again."""

import re

from asystec_web.texts import SENTENCES


def says(said: str, code: str) -> bool:
    """Tell whether this is a code's sentence, whatever its values are."""
    parts = re.split(r"\{\w+\}", SENTENCES[code])
    return re.fullmatch(".+?".join(map(re.escape, parts)), said) is not None


def codes_of(said: str) -> list[str]:
    """Name every code whose sentence this may be."""
    return [code for code in SENTENCES if says(said, code)]
