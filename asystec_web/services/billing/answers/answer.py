"""What all answers of Stripe's have in common."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """Part of an answer; whatever else Stripe says is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Page(Answer):
    """One page of a list."""

    object: Literal["list"]
    has_more: bool = False
