"""What a browser may send in the place of what was typed."""

from typing import Any

ENDLESS = "x" * 100_000
# Text, but nothing that a name, a number or a code may be.
UNTYPEABLE = {
    "a NUL": "abc\x00defgh",
    "control characters": "abc\x1b[31mdef\x07",
    "a lone surrogate": "abc\ud800defgh",
    "endless": ENDLESS,
}
# Text that somebody may have a reason to write into a name.
ODD = {
    "markup": "<script>alert(1)</script>",
    "emoji": "🦜🦜🦜🦜🦜🦜",
    "turned around": "abc\u202edefgh",
    "two lines": "abc\r\nSet-Cookie: x=y",
    "SQL": "'; drop table account; --",
    "a format": "{0.__class__} %s %n",
}
EMPTY: dict[str, Any] = {
    "empty": "",
    "blank": " \t ",
    "null": None,
    "zero": 0,
    "false": False,
    "an empty list": [],
    "an empty object": {},
}
NOT_TEXT: dict[str, Any] = {
    "a number": 1,
    "a fraction": 1.5,
    "true": True,
    "a list": ["x"],
    "an object": {"a": {"b": ["c"]}},
    "a form within": {"__reflex_form_data__": [["a", "b"]]},
    "deep": [[[[[[[[[[[[[[[[{}]]]]]]]]]]]]]]]],
}
EVERYTHING = {**UNTYPEABLE, **ODD, **EMPTY, **NOT_TEXT}
