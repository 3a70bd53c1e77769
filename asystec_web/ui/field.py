"""The frame every field shares: label, hint, control and message, tied by id."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from asystec_web.ui.words import Words, given, said, when


def field(  # noqa: PLR0913 - the parts of a field
    name: str,
    label: Words,
    control: rx.Component,
    *,
    error: Words = "",
    hint: Words = "",
    optional: bool = False,
    below: Sequence[rx.Component] = (),
) -> rx.Component:
    """Put a label above a control, and under it its message and what else helps."""
    # Beside the label and not in it: the control is named by the label alone.
    mark = rx.el.span(" (opcional)", class_name="optional", aria_hidden="true")
    help_line = rx.el.p(hint, id=f"{name}-hint", class_name="hint")
    return rx.el.div(
        rx.el.div(
            rx.el.label(label, html_for=name),
            *([mark] if optional else []),
            class_name="field-label",
        ),
        *([help_line] if said(hint) else []),
        control,
        *below,
        message(name, error),
        class_name="field",
    )


def message(name: str, error: Words) -> rx.Component:
    """Render the place of a field's message, empty while all is well."""
    return rx.el.p(error, id=f"{name}-error", class_name="field-error")


def ties(name: str, *, error: Words, hint: Words = "") -> dict[str, Any]:
    """Name a control and tie it to its hint and its message."""
    hint_id = f"{name}-hint " if said(hint) else ""
    return given(
        id=name,
        name=name,
        aria_describedby=f"{hint_id}{name}-error",
        aria_invalid=when(error, "true", "false"),
    )
