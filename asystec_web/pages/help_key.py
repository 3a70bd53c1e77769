"""The guide to the key that signs documents."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.guide import guide, step_in_menu, steps_into_portal
from asystec_web.pages.page import Page

TITLE = "Generar llave criptográfica"


def help_key() -> rx.Component:
    """Render the guide; whoever has a key is stopped before the first step."""
    return guide(
        ui.notice(
            "Si otro programa usa su llave, dejaría de facturar en ese momento. Use el "
            "archivo .p12 que ya tiene y el PIN que se escribió al generarlo.",
            kind="warn",
            title="¿Ya tiene llave? No genere otra: la nueva anula la anterior",
        ),
        rx.el.p(
            "La llave es un archivo terminado en .p12 con el que se firman sus "
            "comprobantes. Se abre con un PIN. Genere una solo si nunca ha tenido, si "
            "la suya venció, o si perdió el archivo o el PIN."
        ),
        rx.el.h2("Paso a paso"),
        rx.el.ol(*steps_into_portal(), *_steps()),
        rx.el.h2("Si su llave es anterior"),
        rx.el.p(
            "Las llaves anteriores, con PIN de 4 números, siguen sirviendo hasta que "
            "venzan o se anulen, también las que se generaron en ATV."
        ),
        rx.el.h2("El PIN no es otra contraseña"),
        rx.el.p(
            "No es la contraseña con la que entra a TRIBU-CR, ni la Contraseña API. "
            "Para esa, vea ",
            ui.text_link(
                "¿Cómo puedo obtener mi Usuario Api y Contraseña Api?",
                routes.HELP_API_USER,
            ),
        ),
        title=TITLE,
    )


def _steps() -> list[rx.Component]:
    return [
        step_in_menu("Generar llave criptográfica", "menu-llave"),
        rx.el.li(
            "Invente un PIN, escríbalo y confírmelo. Desde el 27 de julio de 2026 debe "
            "tener al menos 14 caracteres, con mayúscula, minúscula, número y símbolo.",
            ui.drawing(
                "pin",
                186,
                "Dibujo: el PIN se escribe dos veces, con 14 caracteres o más, "
                "mayúscula, minúscula, número y símbolo.",
            ),
        ),
        rx.el.li(
            "Guarde el PIN donde no se pierda. Nadie puede recuperarlo: ni Hacienda ni "
            "nosotros."
        ),
        rx.el.li(
            "Toque ",
            rx.el.strong("Generar"),
            " y después ",
            rx.el.strong("Descargar llave criptográfica"),
            ". En el celular, el archivo queda en «Descargas» o en «Archivos». No lo "
            "abra ni le cambie el nombre.",
            ui.drawing(
                "descargar",
                160,
                "Dibujo: el botón Generar y después Descargar llave criptográfica, que "
                "baja un archivo .p12.",
            ),
        ),
        rx.el.li(
            "En Asystec, escoja ese archivo en ",
            rx.el.strong("Llave criptográfica"),
            " y escriba el PIN en ",
            rx.el.strong("PIN"),
            ".",
        ),
    ]


PAGE = Page(routes.HELP_KEY, f"{TITLE} – Asystec", help_key)
