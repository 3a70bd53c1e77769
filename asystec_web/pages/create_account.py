"""Creating an account."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.email_spelling import spelling
from asystec_web.pages.page import Page, plain_page, step_title
from asystec_web.state import OnboardingState


def create_account() -> rx.Component:
    """Render the page to create an account."""
    errors = OnboardingState.errors
    return plain_page(
        ui.step_form(
            ui.text_field(
                "full_name",
                "Nombre completo",
                autocomplete="name",
                error=errors["full_name"],
            ),
            ui.text_field(
                "email",
                "Email",
                type_="email",
                autocomplete="email",
                error=errors["email"],
                on_change=OnboardingState.check_email_spelling("email").debounce(500),
                below=[spelling("email")],
            ),
            ui.password_field(
                "password",
                "Contraseña",
                autocomplete="new-password",
                hint="Al menos 8 caracteres. Tres o cuatro palabras sueltas van bien.",
                error=errors["password"],
            ),
            ui.checkbox_field(
                "terms",
                "Acepto los ",
                ui.text_link("términos y condiciones", routes.TERMS, new_tab=True),
                label="Acepto los términos y condiciones",
                error=errors["terms"],
            ),
            name="create-account",
            on_submit=OnboardingState.create_account,
            actions=[
                ui.primary_button("Crear Cuenta", busy=OnboardingState.busy),
                ui.ghost_link("Ya tengo cuenta", routes.SIGN_IN),
            ],
        ),
        title="Cree su cuenta",
        lead="Empiece a facturar en unos minutos.",
    )


PAGE = Page(
    routes.CREATE_ACCOUNT,
    step_title(1, "Cree su cuenta"),
    create_account,
    OnboardingState.enter_sign_in,
)
