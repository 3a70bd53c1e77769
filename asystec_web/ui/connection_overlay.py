"""What is said while the server cannot be reached."""

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors


def connection_overlay() -> rx.Component:
    """Say in Spanish that the connection was lost, and mark the page as alive.

    An app wrap: Reflex's own overlay is English and pulls a toast package. The mark
    tells behaviours.js that the server's first values are on the page; the empty line
    is where that script says that an answer is on its way.
    """
    return rx.fragment(
        rx.el.div(
            rx.cond(
                has_connection_errors,
                rx.el.p(
                    rx.el.span(class_name="spinner", aria_hidden="true"),
                    rx.el.span(
                        "Se perdió la conexión. Lo que escribió sigue aquí; "
                        "estamos reconectando…"
                    ),
                    class_name="offline",
                ),
            ),
            rx.el.span(id="page-status", class_name="sr-only"),
            role="status",
            class_name="offline-place",
            data_ready=rx.State.is_hydrated,
        )
    )
