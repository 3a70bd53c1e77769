"""Signing in."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.page import Page, plain_page
from asystec_web.state import OnboardingState


def sign_in() -> rx.Component:
    """Render the page to sign in."""
    errors = OnboardingState.errors
    return plain_page(
        rx.cond(
            OnboardingState.payment_note,
            ui.notice(OnboardingState.payment_note, kind="info", role="status"),
        ),
        ui.step_form(
            ui.text_field(
                "email",
                "Email",
                type_="email",
                autocomplete="username",
                error=errors["email"],
            ),
            ui.password_field("password", "Contraseña", error=errors["password"]),
            rx.el.p(ui.text_link("¿Olvidó su contraseña?", routes.FORGOT_PASSWORD)),
            name="sign-in",
            on_submit=OnboardingState.sign_in,
            actions=[
                ui.primary_button("Iniciar sesión", busy=OnboardingState.busy),
                ui.ghost_link("Crear una Cuenta", routes.CREATE_ACCOUNT),
            ],
        ),
        title="Iniciar sesión",
        lead="Entre para seguir con su registro o ver su negocio.",
    )


PAGE = Page(
    routes.SIGN_IN, "Iniciar sesión – Asystec", sign_in, OnboardingState.enter_sign_in
)
