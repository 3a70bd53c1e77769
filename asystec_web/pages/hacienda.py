"""The connection with Hacienda."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.forms.hacienda import LATER
from asystec_web.pages.connection import connection_status
from asystec_web.pages.other_device import other_device
from asystec_web.pages.page import Page, back_to, step_page, step_title
from asystec_web.state import OnboardingState


def hacienda() -> rx.Component:
    """Render the page for user, password, key and PIN."""
    return step_page(
        "hacienda",
        connection_status(),
        rx.cond(
            OnboardingState.mended_at,
            rx.el.p(
                ui.text_link(
                    "Corregir los datos en el paso Negocio", OnboardingState.mended_at
                ),
                class_name="help",
            ),
        ),
        ui.step_form(
            _paste_box(),
            *_credentials(),
            *_key(),
            other_device(),
            ui.choice_made("choice"),
            name="hacienda",
            on_submit=OnboardingState.submit_hacienda,
            back_href=back_to(routes.ACTIVITIES),
            actions=[
                ui.primary_button(
                    "Siguiente",
                    busy=OnboardingState.busy,
                    busy_label="Probando con Hacienda…",
                ),
                ui.ghost_button(
                    "Conectar después",
                    type_="submit",
                    value=LATER,
                    busy=OnboardingState.busy,
                ),
            ],
        ),
        ui.guide_panel(),
        step=4,
        title="Conexión con Hacienda",
        lead=(
            "Con esto firmamos y enviamos sus comprobantes. Lo guardamos cifrado y "
            "nadie puede volver a verlo."
        ),
        footer=(
            "¿Le falta algo? Escoja «Conectar después»: lo demás sigue funcionando."
        ),
    )


def _paste_box() -> rx.Component:
    return ui.paste_box(
        "hacienda_text",
        "¿Tiene el correo o el PDF de Hacienda? Péguelo y lo llenamos",
        "Texto de Hacienda",
        hint=(
            "Pegue el texto completo. Se lee en su navegador: de él solo se usan el "
            "usuario y la contraseña."
        ),
        outcomes={
            "both": "Llenamos el Usuario API y la Contraseña API. Falta la llave.",
            "user": (
                "Llenamos el Usuario API. En el texto no está la Contraseña API: "
                "escríbala abajo."
            ),
            "password": (
                "Llenamos la Contraseña API. En el texto no está el Usuario API: "
                "escríbalo abajo."
            ),
            "none": (
                "En el texto no están ni el Usuario API ni la Contraseña API. Pegue el "
                "mensaje que empieza con cpf- o cpj-, o escríbalos abajo."
            ),
        },
    )


def _wrong(field: str) -> rx.Var[str]:
    """Give what a submit said of a field, or else what a glance at it says."""
    said, doubted = OnboardingState.errors[field], OnboardingState.doubts[field]
    return rx.cond(said, said, doubted)  # pyright: ignore[reportReturnType] - of two vars it makes one


def _credentials() -> list[rx.Component]:
    errors = OnboardingState.errors
    return [
        ui.text_field(
            "hacienda_user",
            "Usuario API",
            value=OnboardingState.api_user,
            hint="Empieza con cpf- o cpj-. No es su correo ni su usuario de TRIBU-CR.",
            autocomplete="off",
            error=_wrong("hacienda_user"),
            below=[ui.finding(OnboardingState.user_note)],
            spell_check=False,
            auto_capitalize="none",
        ),
        ui.password_field(
            "hacienda_password",
            "Contraseña API",
            autocomplete="off",
            error=errors["hacienda_password"],
        ),
        rx.el.p(
            ui.guide_link(
                "¿Cómo puedo obtener mi Usuario Api y Contraseña Api?",
                routes.HELP_API_USER,
            ),
            class_name="help",
        ),
    ]


def _key() -> list[rx.Component]:
    return [
        ui.key_file_field(
            "key",
            "Llave criptográfica",
            hint="El archivo .p12 que descargó de TRIBU-CR.",
            error=_wrong("key"),
            below=[
                ui.finding(
                    OnboardingState.key_note,
                    warning=OnboardingState.key_warning,
                    working=OnboardingState.looking_at_key,
                    working_label="Revisando su llave…",
                )
            ],
        ),
        ui.password_field(
            "pin",
            "PIN",
            autocomplete="off",
            hint="El que se escribió al generar la llave.",
            error=_wrong("pin"),
        ),
        rx.cond(
            OnboardingState.doubts[""],
            ui.notice(
                OnboardingState.doubts[""],
                kind="warn",
                title="Los datos no son del mismo negocio",
                role="status",
            ),
        ),
        ui.glance_box(OnboardingState.glance_at_key),
        rx.el.p(
            ui.guide_link("Generar llave criptográfica", routes.HELP_KEY),
            class_name="help",
        ),
    ]


PAGE = Page(
    routes.HACIENDA,
    step_title(4, "Conexión con Hacienda"),
    hacienda,
    OnboardingState.enter_hacienda,
)
