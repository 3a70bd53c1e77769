"""One choice out of a list."""

from typing import Any, TypedDict

import reflex as rx

from asystec_web.ui.field import field, ties
from asystec_web.ui.words import Choices, Handler, Words, given


class Option(TypedDict):
    """One line of a select: what is kept and what is read."""

    value: str
    label: str


def select_field(  # noqa: PLR0913 - every parameter is an attribute of the control
    name: str,
    label: Words,
    *,
    options: Choices,
    value: Words = "",
    error: Words = "",
    hint: Words = "",
    on_change: Handler = None,
    placeholder: str = "Escoja…",
    autocomplete: str = "",
    optional: bool = False,
    disabled: rx.Var[bool] | bool | None = None,
) -> rx.Component:
    """Render a select that follows `value` and answers the person at once.

    React would put a bound select back to its old choice until the server answers.
    So the choice is the browser's, and behaviours.js follows `data-value` when the
    server decides otherwise or the list arrives later.
    """
    control = rx.el.select(
        rx.el.option(placeholder, value=""),
        _lines(options),
        default_value=value,
        data_value=value,
        class_name="control",
        aria_required=None if optional else "true",
        **ties(name, error=error, hint=hint),
        **given(on_change=on_change, auto_complete=autocomplete, disabled=disabled),
    )
    return field(name, label, control, error=error, hint=hint, optional=optional)


def _lines(options: Choices) -> rx.Component:
    if isinstance(options, rx.Var):
        return rx.foreach(options, _line)
    return rx.fragment(*(_line(option) for option in options))


def _line(option: Any) -> rx.Component:  # noqa: ANN401 - an Option, or a var of one
    return rx.el.option(option["label"], value=option["value"])
