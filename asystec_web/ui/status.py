"""What is happening right now."""

import reflex as rx

from asystec_web.ui.words import Words, present


def status(message: Words) -> rx.Component:
    """Announce ongoing work; the region is always there, so changes are read out."""
    return rx.el.div(
        *present(
            message,
            rx.el.span(class_name="spinner", aria_hidden="true"),
            rx.el.span(message),
        ),
        role="status",
        class_name="status",
    )
