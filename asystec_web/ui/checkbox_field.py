"""A box to tick."""

import reflex as rx

from asystec_web.ui.field import message, ties
from asystec_web.ui.words import Content, Flag, Words


def checkbox_field(
    name: str,
    *label_children: Content,
    label: str,
    error: Words = "",
    checked: Flag = False,
) -> rx.Component:
    """Render a native checkbox named exactly `label`, whatever its words contain."""
    return rx.el.div(
        rx.el.div(
            rx.el.input(
                type="checkbox",
                default_checked=checked,
                aria_label=label,
                aria_required="true",
                **ties(name, error=error),
            ),
            rx.el.label(*(label_children or (label,)), html_for=name),
            class_name="check",
        ),
        message(name, error),
        class_name="field",
    )
