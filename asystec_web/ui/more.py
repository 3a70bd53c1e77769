"""What few people need: there, and out of the way of the others."""

import reflex as rx

from asystec_web.ui.words import Content, Words


def more(title: Words, *content: Content) -> rx.Component:
    """Render text that opens under its title; it needs no script."""
    return rx.el.details(
        rx.el.summary(title),
        rx.el.div(*content, class_name="more-text"),
        class_name="more",
    )
