"""A box to tick."""

import reflex as rx

from asystec_web.ui.field import message, ties
from asystec_web.ui.words import Content, Flag, Words, given


def checkbox_field(
    name: str,
    *label_children: Content,
    label: str,
    error: Words = "",
    checked: Flag = False,
    required: bool = True,
) -> rx.Component:
    """Render a native checkbox named exactly `label`, whatever its words contain."""
    return rx.el.div(
        rx.el.div(
            rx.el.input(
                type="checkbox",
                default_checked=checked,
                aria_label=label,
                **given(aria_required="true" if required else None),
                **ties(name, error=error),
            ),
            rx.el.label(*(label_children or (label,)), html_for=name),
            class_name="check",
        ),
        message(name, error),
        class_name="field",
    )


def revealing(box: rx.Component, *revealed: rx.Component) -> rx.Component:
    """Show what a box asks for while it is ticked, by style alone.

    So it holds for a box that a draft ticks as well; a browser that does not know the
    rule shows it always.
    """
    return rx.el.div(
        box, rx.el.div(*revealed, class_name="revealed"), class_name="reveals"
    )
