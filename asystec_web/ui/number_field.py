"""A whole number, typed."""

import reflex as rx

from asystec_web.ui.text_field import text_field
from asystec_web.ui.words import Handler, Words


def number_field(  # noqa: PLR0913 - the parts of a field
    name: str,
    label: Words,
    *,
    error: Words = "",
    value: Words | rx.Var[int] | int = "",
    hint: Words = "",
    maxlength: int = 10,
    on_blur: Handler = None,
) -> rx.Component:
    """Ask for a number without the arrows and the wheel of `type=number`."""
    return text_field(
        name,
        label,
        error=error,
        hint=hint,
        value=value.to(str) if isinstance(value, rx.Var) else str(value),
        inputmode="numeric",
        autocomplete="off",
        maxlength=maxlength,
        on_blur=on_blur,
    )
