"""A round plus or minus at the end of a row."""

import reflex as rx

from asystec_web.ui.words import Handler, Words, when


def round_button(
    label: Words, kind: Words = "add", on_click: Handler = None
) -> rx.Component:
    """Render a plus, or a red minus, named by `label`.

    `kind` may be a var: the same button then changes its sign and keeps the focus.
    """
    removes = kind == "remove"
    return rx.el.button(
        rx.el.span(when(removes, "−", "+"), aria_hidden="true"),
        type="button",
        aria_label=label,
        class_name=when(removes, "round remove", "round"),
        on_click=on_click,
    )
