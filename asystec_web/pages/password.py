"""Getting back in: a forgotten password, a new one, a confirmed e-mail."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.page import Page, plain_page
from asystec_web.state import OnboardingState


def forgot_password() -> rx.Component:
    """Render the page that sends a link, also to whoever is signed in."""
    own_email = OnboardingState.own_email
    return plain_page(
        rx.cond(
            OnboardingState.page == "link-sent",
            ui.notice(
                "Si hay una cuenta con ese correo, en un momento le llega un enlace "
                "para crear una contraseña nueva. Revise también el correo no deseado.",
                kind="ok",
                title="Revise su correo",
                role="status",
            ),
        ),
        ui.step_form(
            ui.text_field(
                "email",
                "Email",
                type_="email",
                autocomplete="username",
                value=own_email,
                error=OnboardingState.errors["email"],
            ),
            name="forgot-password",
            on_submit=OnboardingState.forget_password,
            actions=[
                ui.primary_button("Enviar enlace", busy=OnboardingState.busy),
                rx.cond(
                    own_email,
                    ui.ghost_link("Volver al perfil", routes.PROFILE),
                    ui.ghost_link("Volver a iniciar sesión", routes.SIGN_IN),
                ),
            ],
        ),
        title=rx.cond(own_email, "Cambie su contraseña", "¿Olvidó su contraseña?"),
        lead="Escriba su correo y le enviamos un enlace para crear una nueva.",
    )


def new_password() -> rx.Component:
    """Render the page that a link for a new password leads to."""
    return plain_page(
        ui.step_form(
            ui.password_field(
                "password",
                "Contraseña nueva",
                autocomplete="new-password",
                hint="Al menos 8 caracteres. Tres o cuatro palabras sueltas van bien.",
                error=OnboardingState.errors["password"],
            ),
            name="new-password",
            on_submit=OnboardingState.renew_password,
            actions=[
                ui.primary_button("Guardar contraseña", busy=OnboardingState.busy),
                ui.ghost_link("Pedir otro enlace", routes.FORGOT_PASSWORD),
            ],
        ),
        title="Cree una contraseña nueva",
        lead="Al guardarla se cierran las demás sesiones de su cuenta.",
    )


def confirm_email() -> rx.Component:
    """Render the page that the confirming link leads to."""
    return plain_page(
        ui.status(
            rx.cond(
                (OnboardingState.page == "email-confirmed")
                | (OnboardingState.page == "link-rejected"),
                "",
                "Confirmando su correo…",
            )
        ),
        rx.match(
            OnboardingState.page,
            (
                "email-confirmed",
                ui.notice(
                    "Gracias: ya podemos avisarle de su llave y de sus cobros.",
                    kind="ok",
                    title="Su correo quedó confirmado",
                    role="status",
                ),
            ),
            (
                "link-rejected",
                ui.notice(
                    "Este enlace ya se usó o venció. Si su correo sigue sin confirmar, "
                    "pida otro desde su perfil.",
                    kind="warn",
                    title="El enlace no sirve",
                    role="status",
                ),
            ),
            rx.fragment(),
        ),
        rx.el.p(ui.link_button("Continuar", routes.SIGN_IN)),
        title="Confirmación de correo",
    )


PAGES = (
    Page(
        routes.FORGOT_PASSWORD,
        "Recuperar contraseña – Asystec",
        forgot_password,
        OnboardingState.enter_forgot_password,
    ),
    Page(routes.RESET_PASSWORD, "Contraseña nueva – Asystec", new_password),
    Page(
        routes.CONFIRM_EMAIL,
        "Confirmación de correo – Asystec",
        confirm_email,
        OnboardingState.confirm_email,
    ),
)
