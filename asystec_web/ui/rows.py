"""A list of things with something to do at the end of each row."""

from typing import Any

import reflex as rx

from asystec_web.ui.words import Content, Words, given, said


def rows(*items: Content, label: Words = "", id_: str = "") -> rx.Component:
    """Frame rows as one list.

    It can take the focus, so that removing a row does not lose the person's place.
    """
    return rx.el.ul(
        *items,
        class_name="rows",
        role="list",
        tab_index=-1,
        **given(aria_label=label, id=id_),
    )


def row(
    title: Content,
    detail: Content = "",
    action: rx.Component | None = None,
    tag: Content = "",
    **attributes: Any,  # noqa: ANN401 - handed on to the element as they come
) -> rx.Component:
    """Render one row: a title, a quieter line with a tag, and an action."""
    quiet = [rx.el.span(part) for part in (detail, tag) if said(part)]
    return rx.el.li(
        rx.el.div(
            rx.el.strong(title),
            *([rx.el.div(*quiet, class_name="detail")] if quiet else []),
            class_name="row-text",
        ),
        *([action] if action is not None else []),
        class_name="row",
        **attributes,
    )
