"""A drawn screen of somebody else's site."""

import reflex as rx

DRAWN_WIDTH = 320


def drawing(name: str, height: int, alt: str) -> rx.Component:
    """Render a drawing of `assets/guides`; it follows the colours of day and night.

    Its size stands beforehand, so that no text moves when it comes.
    """
    return rx.el.img(
        src=f"/guides/{name}.svg",
        alt=alt,
        width=str(DRAWN_WIDTH),
        height=str(height),
        loading="lazy",
        class_name="drawing",
    )
