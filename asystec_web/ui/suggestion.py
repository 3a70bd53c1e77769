"""Another spelling, offered under a field."""

import reflex as rx

from asystec_web.ui.words import Handler, Words, present


def suggestion(name: str, meant: Words, on_use: Handler = None) -> rx.Component:
    """Offer to write `meant` into the field of that name; nothing while it is empty.

    behaviours.js writes it; the region is always there, so an offer is read out.
    """
    return rx.el.div(
        *present(
            meant,
            rx.el.p(f"¿Quiso escribir {meant}?", class_name="hint"),
            rx.el.button(
                f"Usar {meant}",
                type="button",
                class_name="btn ghost",
                data_use_in=name,
                data_text=meant,
                on_click=on_use,
            ),
        ),
        role="status",
        class_name="suggestion",
    )
