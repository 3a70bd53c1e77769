"""A labelled line, or several lines, of text."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from asystec_web.ui.field import field, ties
from asystec_web.ui.words import Handler, Words, given


def text_field(  # noqa: PLR0913 - every parameter is an attribute of the control
    name: str,
    label: Words,
    *,
    error: Words = "",
    hint: Words = "",
    value: Words = "",
    type_: str = "text",
    autocomplete: str = "",
    inputmode: str = "",
    required: bool = True,
    optional: bool = False,
    maxlength: int | None = None,
    on_blur: Handler = None,
    on_change: Handler = None,
    placeholder: str = "",
    multiline: bool = False,
    suggestions: Sequence[str] | rx.Var[list[str]] | None = None,
    below: Sequence[rx.Component] = (),
    **attributes: Any,  # noqa: ANN401 - handed on to the element as they come
) -> rx.Component:
    """Render a text control that keeps what the person typed.

    It is uncontrolled: `value` fills it until the person types, and a re-render
    never takes a letter away.
    """
    needed = required and not optional
    props = ties(name, error=error, hint=hint) | given(
        default_value=value,
        auto_complete=autocomplete,
        input_mode=inputmode,
        aria_required="true" if needed else None,
        max_length=maxlength,
        on_blur=on_blur,
        on_change=on_change,
        placeholder=placeholder,
        class_name="control",
    )
    if multiline:
        control = rx.el.textarea(rows="3", **props, **attributes)
    else:
        control = _line(name, suggestions, props | {"type": type_} | attributes)
    return field(
        name, label, control, error=error, hint=hint, optional=optional, below=below
    )


def _line(
    name: str,
    suggestions: Sequence[str] | rx.Var[list[str]] | None,
    props: dict[str, Any],
) -> rx.Component:
    if suggestions is None:
        return rx.el.input(**props)
    options = f"{name}-options"
    return rx.fragment(
        rx.el.input(list=options, **props),
        rx.el.datalist(
            rx.foreach(suggestions, _suggestion),
            id=options,
        ),
    )


def _suggestion(known: rx.Var[str]) -> rx.Component:
    return rx.el.option(value=known)
