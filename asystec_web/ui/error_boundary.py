"""What is shown when a page breaks."""

import reflex as rx
from reflex_components_core.base.error_boundary import ErrorBoundary

from asystec_web.ui.logo import logo


def error_boundary(*children: rx.Component) -> rx.Component:
    """Catch what breaks while rendering, and offer to load the page again.

    An app wrap: Reflex's own shows the error in English. The error is still reported
    to the server, which is where someone can act on it.
    """
    return ErrorBoundary.create(
        *children, fallback_render=rx.Var.create(_fallback()).to(rx.Component)
    )


def _fallback() -> rx.Component:
    return rx.el.div(
        rx.el.header(logo(), class_name="top plain"),
        rx.el.main(
            rx.el.h1("Algo falló en esta página"),
            rx.el.div(
                "Lo que ya guardó está a salvo. Recargue la página para continuar.",
                class_name="lead",
            ),
            rx.el.button(
                "Recargar la página", type="button", class_name="btn", data_reload=""
            ),
            class_name="content narrow",
        ),
        class_name="frame",
    )
