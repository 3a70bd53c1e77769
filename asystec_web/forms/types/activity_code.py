"""The code of an economic activity."""

import re
from dataclasses import dataclass
from typing import Final, Self

from asystec_web.forms.types.limits import TYPED_MAXIMUM
from asystec_web.forms.types.typed import plain
from asystec_web.forms.types.wrong_value import WrongValue

_SHAPE = re.compile(r"[0-9]{4}\.[0-9]")
_WITHOUT_DOT = re.compile(r"[0-9]{5}")
_OLD = re.compile(r"[0-9]{6}")
_CLASS_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class ActivityCode:
    """A code in use since October 2025: text like 6201.0, dot and zeros included."""

    text: str

    def __post_init__(self) -> None:
        """Refuse any form but the one that documents carry."""
        if not _SHAPE.fullmatch(self.text):
            code = "activity.wrong_shape"
            raise WrongValue(code)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code, also with a comma, a dash or nothing instead of its dot.

        Raises:
            WrongValue: It is empty, a six-digit code of before, or no code.
        """
        if len(text) > TYPED_MAXIMUM:
            code = "activity.wrong_shape"
            raise WrongValue(code)
        typed = "".join(plain(text).split()).replace(",", ".").replace("-", ".")
        if not typed:
            code = "activity.empty"
            raise WrongValue(code)
        if _OLD.fullmatch(typed):
            code = "activity.old_code"
            raise WrongValue(code)
        if _WITHOUT_DOT.fullmatch(typed):
            typed = f"{typed[:_CLASS_DIGITS]}.{typed[_CLASS_DIGITS:]}"
        return cls(typed)
