"""A search whose results are buttons."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import reflex as rx

from asystec_web.ui.field import field, ties
from asystec_web.ui.words import Handler, Words

# Takes what was typed, and when.
OnSearch: TypeAlias = rx.event.EventCallback[str, float]
# Of the browser's own clock; the server only compares one moment with another.
_NOW = rx.Var("Date.now()", _var_type=float)
_PAUSE_MS = 120  # between letters that are typed in one go


def search_input(
    *,
    answered: Words,
    on_search: OnSearch,
    **attributes: Any,  # noqa: ANN401 - handed on to the element as they come
) -> rx.Component:
    """Render the control of a search, which belongs to no form: Enter sends none.

    behaviours.js says so while what was `answered` is not what is typed.
    """

    def ask(typed: rx.Var[str]) -> rx.event.EventCallback[()]:
        return on_search(typed, _NOW).debounce(_PAUSE_MS)

    return rx.el.div(
        rx.el.input(
            type="search",
            form="asystec-no-form",
            auto_complete="off",
            class_name="control",
            on_change=ask,
            custom_attrs={"data-answered": answered},
            **attributes,
        ),
        class_name="search",
    )


def search_field(  # noqa: PLR0913 - every parameter is a part of the search
    name: str,
    label: Words,
    *results: rx.Component,
    note: Words,
    answered: Words,
    on_search: OnSearch,
    hint: Words = "",
    placeholder: str = "",
) -> rx.Component:
    """Render a search with its number of results, said as it changes, and the results.

    behaviours.js moves the focus between the search and its results, and gives it to
    the group when they go.
    """
    control = search_input(
        answered=answered,
        on_search=on_search,
        placeholder=placeholder,
        max_length=60,
        data_search="",
        **ties(name, error="", hint=hint),
    )
    return rx.el.div(
        field(name, label, control, hint=hint),
        rx.el.p(note, role="status", class_name="hint"),
        *results,
        role="group",
        aria_label="Búsqueda",
        tab_index=-1,
        class_name="search-group",
    )


def choices(
    rows: rx.Var[Any] | Sequence[Any],
    label: str,
    each: Callable[[Any], rx.Component],
) -> rx.Component:
    """List what was found; nothing while there is nothing."""
    return rx.cond(
        rows,
        rx.el.ul(
            rx.foreach(rows, each), aria_label=label, role="list", class_name="choices"
        ),
    )


def choice(
    name: Words,
    detail: Words,
    on_choose: Handler,
    **attributes: Any,  # noqa: ANN401 - handed on to the element as they come
) -> rx.Component:
    """Render one result as a button."""
    return rx.el.li(
        rx.el.button(
            rx.el.strong(name),
            rx.el.span(", ", detail),
            type="button",
            class_name="choice",
            on_click=on_choose,
            **attributes,
        )
    )
