"""What few people need: there, and out of the way of the others."""

import reflex as rx

from asystec_web.ui.words import Content, Flag, Words


def more(title: Words, *content: Content, is_open: Flag = False) -> rx.Component:
    """Render text that opens under its title; it needs no script.

    What the person opens or closes stays so until `is_open` changes.
    """
    return rx.el.details(
        rx.el.summary(title),
        rx.el.div(*content, class_name="more-text"),
        open=is_open,
        class_name="more",
    )
