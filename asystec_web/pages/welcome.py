"""What comes next, and what to have at hand."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.page import Page, step_page, step_title
from asystec_web.state import OnboardingState

AT_HAND = (
    ("Su cédula", "la suya o la de su empresa; con ella llenamos casi todo."),
    (
        "Usuario y contraseña API de Hacienda",
        "los que da TRIBU-CR para facturar con otro programa.",
    ),
    (
        "Su llave criptográfica y su PIN",
        "el archivo .p12. Si ya tiene una, no genere otra: la nueva anula la anterior.",
    ),
    (
        "El número de su última factura",
        "solo si ya factura con otro sistema.",
    ),
)


def welcome() -> rx.Component:
    """Render the page between the account and the business."""
    return step_page(
        "welcome",
        rx.el.h2("Tenga a mano"),
        ui.rows(*(ui.row(what, why) for what, why in AT_HAND)),
        rx.el.p(
            "¿Le falta algo de Hacienda? Siga igual: puede conectar después.",
            class_name="mt-4",
        ),
        rx.el.div(
            ui.primary_button(
                "Siguiente", type_="button", on_click=rx.redirect(routes.BUSINESS)
            ),
            class_name="dock",
        ),
        step=1,
        title="¡Bienvenido a Asystec!",
        lead="Su cuenta está lista. Faltan cinco pasos cortos: unos cinco minutos.",
    )


PAGE = Page(
    routes.WELCOME,
    step_title(1, "Bienvenida"),
    welcome,
    OnboardingState.enter_welcome,
)
