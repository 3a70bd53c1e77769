"""The guide to the user and password for invoicing."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.guide import guide, step_in_menu, steps_into_portal
from asystec_web.pages.page import Page

TITLE = "¿Cómo puedo obtener mi Usuario Api y Contraseña Api?"


def help_api_user() -> rx.Component:
    """Render the guide."""
    return guide(
        ui.notice(
            "El correo y la contraseña con los que abre TRIBU-CR no sirven aquí, y el "
            "PIN de su llave tampoco. El usuario que necesita empieza con cpf- o cpj-.",
            title="No son los datos con los que entra a TRIBU-CR",
        ),
        rx.el.h2("Si ya los había creado"),
        rx.el.p(
            "No los cree otra vez. En ",
            rx.el.strong("Mi perfil"),
            " escoja ",
            rx.el.strong("Descargar usuario y contraseña"),
            ". Si ya factura con otro programa, son los mismos datos.",
        ),
        rx.el.h2("Paso a paso"),
        rx.el.ol(*steps_into_portal(), *_steps()),
        rx.el.h2("¿Y la llave?"),
        rx.el.p(
            "Además del usuario y la contraseña, le pediremos el archivo de su llave: ",
            ui.text_link("Generar llave criptográfica", routes.HELP_KEY),
            ".",
        ),
        title=TITLE,
        lead=(
            "Son los datos con los que Hacienda reconoce al programa que factura por "
            "usted. Se crean en TRIBU-CR y toma unos minutos."
        ),
    )


def _steps() -> list[rx.Component]:
    return [
        step_in_menu("Usuario y contraseña", "menu-usuario"),
        rx.el.li(
            "Le preguntan si va a usar Tico Factura. Responda ",
            rx.el.strong("No, voy a utilizar otro programa"),
            ".",
            ui.drawing(
                "pregunta",
                164,
                "Dibujo: a la pregunta se responde No, voy a utilizar otro programa.",
            ),
        ),
        rx.el.li(
            "Toque ",
            rx.el.strong("Crear usuario"),
            ".",
            ui.drawing("crear-usuario", 112, "Dibujo: el botón Crear usuario."),
        ),
        rx.el.li(
            "Copie el usuario completo, hasta @prod.comprobanteselectronicos.go.cr, y "
            "la contraseña. Es mejor copiarla que escribirla, porque trae símbolos.",
            ui.drawing(
                "copiar",
                192,
                "Dibujo: usuario y contraseña, cada uno con su botón de copiar, y "
                "debajo Descargar usuario y contraseña.",
            ),
        ),
        rx.el.li(
            "Péguelos en Asystec, en ",
            rx.el.strong("Usuario API"),
            " y ",
            rx.el.strong("Contraseña API"),
            ".",
        ),
    ]


PAGE = Page(routes.HELP_API_USER, f"{TITLE} – Asystec", help_api_user)
