"""A titled part of a page."""

from collections.abc import Sequence

import reflex as rx

from asystec_web.ui.words import Content, Words, given


def section(
    title: Words,
    *children: Content,
    action: rx.Component | None = None,
    id_: str = "",
) -> rx.Component:
    """Set a heading, and what may be done with the part, above its content."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(title),
            *([action] if action is not None else []),
            class_name="section-head",
        ),
        *children,
        class_name="section",
        **given(id=id_),
    )


def definition_list(pairs: Sequence[tuple[Words, Content]]) -> rx.Component:
    """Show names with their values."""
    return rx.el.dl(
        *(rx.el.div(rx.el.dt(term), rx.el.dd(value)) for term, value in pairs),
        class_name="facts",
    )


def field_grid(*fields: Content) -> rx.Component:
    """Lay short fields in two columns where there is room."""
    return rx.el.div(*fields, class_name="field-grid")
