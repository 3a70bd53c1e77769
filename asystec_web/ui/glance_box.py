"""Where the page's script hands over what is filled in so far."""

import reflex as rx


def glance_box(on_glance: rx.event.EventType[str]) -> rx.Component:
    """Render a hidden control; it belongs to no form, and is empty at rest."""
    return rx.el.textarea(
        hidden=True,
        form="asystec-no-form",
        auto_complete="off",
        data_glance="",
        data_secret="",
        on_change=on_glance,
    )
