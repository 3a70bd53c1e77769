"""What both guides to Hacienda's portal say."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.article import article, bullets, support_link
from asystec_web.ui.words import Content

# The virtual office that replaced ATV on 6 October 2025.
PORTAL = "https://ovitribucr.hacienda.go.cr/home/"


def guide(*content: Content, title: str, lead: Content = "") -> rx.Component:
    """Lay out a guide, with what may go wrong after its own words."""
    return article(
        *content,
        *_when_no_code_comes(),
        *_former_portal(),
        *_for_tests(),
        rx.el.h2("¿Algo no coincide?"),
        rx.el.p(
            "Revisamos esta guía por última vez en noviembre de 2026. Hacienda puede "
            "cambiar el nombre de sus menús: busque el más parecido o escríbanos a ",
            support_link(),
            ".",
        ),
        rx.el.p("Si vino desde el registro, lo que escribió sigue en la otra pestaña."),
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
        ),
        rx.el.li(
            "Escoja el perfil. Si el negocio está a su nombre, es ",
            rx.el.strong("Obligado tributario"),
            ". Si es de una empresa, es ",
            rx.el.strong("Representante legal"),
            ", y después la empresa.",
        ),
    ]


def _when_no_code_comes() -> list[rx.Component]:
    return [
        rx.el.h2("Si el código no llega al correo"),
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
    ]


def _former_portal() -> list[rx.Component]:
    return [
        rx.el.h2("Si conocía ATV"),
        rx.el.p(
            "TRIBU-CR reemplazó a ATV, la Administración Tributaria Virtual, el 6 de "
            "octubre de 2025. Lo que antes se pedía en ATV está ahora en la Oficina "
            "Virtual, dentro de Tico Factura."
        ),
        rx.el.p(
            "Con la contraseña de ATV no se entra. Si es su primera vez en TRIBU-CR, "
            "escoja primero ",
            rx.el.strong("Crear usuario"),
            " en la página de entrada. Se registra usted como persona, aunque el "
            "negocio sea de una empresa.",
        ),
    ]


def _for_tests() -> list[rx.Component]:
    return [
        rx.el.h2("Credenciales de pruebas"),
        rx.el.p(
            "Para probar sin emitir nada de verdad, Hacienda da un usuario, una "
            "contraseña y una llave aparte. En Tico Factura busque ",
            rx.el.strong("Necesito un usuario de pruebas"),
            ", o en ",
            rx.el.strong("Mi perfil"),
            ", ",
            rx.el.strong("Credenciales de pruebas"),
            ". El usuario de pruebas termina en @stag.comprobanteselectronicos.go.cr.",
        ),
        rx.el.p(
            "No mezcle: el usuario y la llave deben ser los dos de pruebas o los dos "
            "de verdad. Lo que se emite con los de pruebas no tiene validez."
        ),
    ]
