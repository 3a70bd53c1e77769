"""What both guides to Hacienda's portal say."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.article import article, bullets, support_link
from asystec_web.ui.words import Content

# The virtual office that replaced ATV on 6 October 2025.
PORTAL = "https://ovitribucr.hacienda.go.cr/home/"


def guide(*content: Content, title: str, lead: Content = "") -> rx.Component:
    """Lay out a guide, with what few people need after its own words."""
    return article(
        *content,
        _former_portal(),
        _for_tests(),
        rx.el.p(
            "Los dibujos son una guía: los revisamos en noviembre de 2026 y Hacienda "
            "puede cambiar sus pantallas. Si algo no coincide, busque el nombre más "
            "parecido o escríbanos a ",
            support_link(),
            ".",
        ),
        title=title,
        lead=lead,
        actions=[ui.link_button("Volver a la conexión con Hacienda", routes.HACIENDA)],
    )


def steps_into_portal() -> list[rx.Component]:
    """Start a list of steps at Hacienda's door."""
    return [
        rx.el.li(
            "Abra la ",
            ui.text_link("Oficina Virtual (OVi) de TRIBU-CR", PORTAL, new_tab=True),
            " y entre con su cédula, su contraseña y el código que le llega al correo.",
            ui.drawing(
                "entrar",
                240,
                "Dibujo: la entrada pide identificación, contraseña y el código que "
                "llega al correo.",
            ),
            _when_no_code_comes(),
        ),
        rx.el.li(
            "Escoja el perfil: ",
            rx.el.strong("Obligado tributario"),
            " si el negocio está a su nombre; ",
            rx.el.strong("Representante legal"),
            " si es de una empresa, y después la empresa.",
            ui.drawing(
                "perfil",
                168,
                "Dibujo: dos perfiles, Obligado tributario y Representante legal.",
            ),
        ),
    ]


def step_in_menu(entry: str, drawn: str) -> rx.Component:
    """Lead through the menu to one of its entries."""
    return rx.el.li(
        "En el menú de la izquierda toque ",
        rx.el.strong("Tico Factura"),
        " y después ",
        rx.el.strong(entry),
        ". Si en el celular no ve el menú, ponga el teléfono de lado.",
        ui.drawing(
            drawn,
            170,
            f"Dibujo: menú de la izquierda con Tico Factura abierto y {entry} marcado.",
        ),
    )


def _when_no_code_comes() -> rx.Component:
    return ui.more(
        "Si el código no llega al correo",
        bullets(
            "Espere unos minutos y busque en «Spam» o «Correo no deseado» un mensaje "
            "de hacienda.go.cr.",
            "Revise el correo que tiene registrado en Hacienda: a veces es el de la "
            "persona que le lleva la contabilidad.",
            "Pida otro código y use el último que llegue.",
            "Si ya no tiene acceso a ese correo, pídale a Hacienda que lo cambie: "
            "nosotros no podemos hacerlo por usted.",
            "No se detenga por esto. En Asystec escoja «Conectar después» y termine el "
            "registro: solo emitir comprobantes espera a la conexión.",
        ),
    )


def _former_portal() -> rx.Component:
    return ui.more(
        "Si conocía ATV",
        rx.el.p(
            "TRIBU-CR reemplazó a ATV el 6 de octubre de 2025, y con la contraseña de "
            "ATV no se entra. Si es su primera vez en TRIBU-CR, escoja primero ",
            rx.el.strong("Crear usuario"),
            " en la página de entrada. Se registra usted como persona, aunque el "
            "negocio sea de una empresa.",
        ),
    )


def _for_tests() -> rx.Component:
    return ui.more(
        "Credenciales de pruebas",
        rx.el.p(
            "Para probar sin emitir nada de verdad, Hacienda da un usuario, una "
            "contraseña y una llave aparte. En Tico Factura busque ",
            rx.el.strong("Necesito un usuario de pruebas"),
            ", o en ",
            rx.el.strong("Mi perfil"),
            ", ",
            rx.el.strong("Credenciales de pruebas"),
            ". Ese usuario termina en @stag.comprobanteselectronicos.go.cr.",
        ),
        rx.el.p(
            "No mezcle: el usuario y la llave deben ser los dos de pruebas o los dos "
            "de verdad. Lo que se emite con los de pruebas no tiene validez."
        ),
    )
