"""How much more a field takes, counted while the person types."""

import reflex as rx


def counter(name: str, least: int, most: int) -> rx.Component:
    """Render the place where behaviours.js counts the field of that name.

    What is seen changes at every key; what is said waits until the typing pauses.
    """
    return rx.el.div(
        rx.el.p(
            class_name="counter",
            aria_hidden="true",
            data_counter=name,
            data_least=str(least),
            data_most=str(most),
        ),
        rx.el.p(role="status", class_name="sr-only"),
    )
