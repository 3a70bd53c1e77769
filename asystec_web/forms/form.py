"""The base of all forms, and how a refused field gets its code."""

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from asystec_web.errors import InvalidForm
from asystec_web.forms.types.wrong_value import WrongValue


def controls(submitted: object) -> Mapping[str, object]:
    """Give the controls by name; a browser can send anything in their place."""
    return submitted if isinstance(submitted, Mapping) else {}


class Form(BaseModel):
    """What a person submitted, once it has passed."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, extra="ignore")

    @classmethod
    def parse(cls, submitted: object) -> Self:
        """Read a submission; a control that did not arrive counts as left empty.

        Raises:
            InvalidForm: With the code of a sentence for each refused field.
        """
        given = controls(submitted)
        values = {name: given.get(name) or "" for name in cls.model_fields}
        try:
            return cls.model_validate(values)
        except ValidationError as wrong:
            errors = {
                str(error["loc"][0]): _code(error)
                for error in reversed(wrong.errors(include_input=False))
            }
        # Raised out here, so that no chained message quotes what was typed.
        raise InvalidForm(dict(reversed(errors.items())))


def _code(error: ErrorDetails) -> str:
    cause = error.get("ctx", {}).get("error")
    return cause.code if isinstance(cause, WrongValue) else "field.wrong_kind"
