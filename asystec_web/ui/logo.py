"""The name of the house."""

import reflex as rx


def logo() -> rx.Component:
    """Render the wordmark; screen readers hear one word."""
    return rx.el.p(
        rx.el.span("asys", rx.el.i("tec"), aria_hidden="true"),
        rx.el.span("Asystec", class_name="sr-only"),
        class_name="logo",
    )
