"""What is kept of people, for what and for how long."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.article import bullets, support_link
from asystec_web.pages.legal import legal_text
from asystec_web.pages.page import Page
from asystec_web.ui.words import Content, Words

_KEPT: tuple[tuple[Words, Content], ...] = (
    (
        "Su cuenta",
        (
            "Nombre, correo, versión de los términos que aceptó y cuándo. Para que "
            "pueda entrar y recibir avisos. De su contraseña solo queda una huella, de "
            "la que no se puede recuperar."
        ),
    ),
    (
        "Su negocio",
        (
            "Cédula, nombre, nombre comercial, dirección, teléfono, correo para "
            "facturas, actividades y próximos consecutivos. Para llenar sus "
            "comprobantes como los pide Hacienda."
        ),
    ),
    (
        "Su conexión con Hacienda",
        (
            "Usuario API, a nombre de quién está la llave y cuándo vence. La "
            "Contraseña API, la llave y el PIN se guardan cifrados. Para firmar y "
            "enviar sus comprobantes."
        ),
    ),
    (
        "Su suscripción",
        (
            "Plan, monto, estado y fechas. Para darle el servicio que pagó. El número "
            "de su tarjeta lo tiene solo Stripe."
        ),
    ),
    (
        "Sus sesiones",
        (
            "Desde qué navegador entró y cuándo. Para mantener su sesión hasta por 30 "
            "días y poder cerrarla."
        ),
    ),
    (
        "Registros técnicos",
        (
            "Los servidores pueden anotar la hora, la dirección IP y la página pedida. "
            "Para encontrar fallas y abusos. Nunca incluyen contraseñas, llaves ni PIN."
        ),
    ),
)


def privacy() -> rx.Component:
    """Render the policy; it describes what the tables and the browser really hold."""
    return legal_text(
        rx.el.p(
            "Esta página dice qué datos suyos guarda Asystec, para qué, con quién los "
            "comparte y cómo puede usted verlos, corregirlos o pedir que se borren, "
            "según la Ley 8968, de Protección de la Persona frente al Tratamiento de "
            "sus Datos Personales."
        ),
        *_kept(),
        *_shared(),
        *_rights(),
        title="Política de privacidad",
        other="Términos y condiciones",
        other_href=routes.TERMS,
    )


def _kept() -> list[rx.Component]:
    return [
        rx.el.h2("1. Qué guardamos y para qué"),
        ui.definition_list(_KEPT),
        rx.el.p(
            "Los campos marcados como opcionales puede dejarlos vacíos. Sin los demás "
            "no es posible facturar; la conexión con Hacienda puede dejarla para "
            "después."
        ),
        rx.el.h2("2. En su navegador"),
        rx.el.p(
            "Usamos una sola cookie, la que mantiene su sesión. No hay publicidad ni "
            "rastreo. Para que no pierda lo que va escribiendo, el navegador lo guarda "
            "mientras la pestaña esté abierta: nunca contraseñas, llaves ni PIN."
        ),
        rx.el.h2("3. Por cuánto tiempo"),
        rx.el.p(
            "Mientras tenga cuenta. Si pide borrarla, borramos sus datos, salvo los "
            "que la ley obligue a conservar, como los de cobros y comprobantes, y solo "
            "por el plazo que mande."
        ),
    ]


def _shared() -> list[rx.Component]:
    return [
        rx.el.h2("4. Con quién los compartimos"),
        bullets(
            "Hacienda: su cédula, para consultar su nombre y sus actividades; sus "
            "credenciales, para identificarlo; y los comprobantes que usted emita.",
            "Stripe: nombre, correo y cédula, para cobrarle. Stripe puede tratar esos "
            "datos fuera de Costa Rica.",
            "Quienes nos dan el alojamiento y el envío de correos, solo para eso.",
            "Las autoridades, cuando la ley lo ordene.",
        ),
        rx.el.p(
            "No vendemos sus datos. Si usted se registra dentro de la página de otra "
            "empresa, esa página sabe en qué paso va el registro, pero no lo que usted "
            "escribe."
        ),
        rx.el.h2("5. Cómo los cuidamos"),
        rx.el.p(
            "La Contraseña API, la llave y el PIN se cifran con AES-256-GCM antes de "
            "guardarse, y nadie puede volver a verlos en pantalla. Si algo pusiera en "
            "riesgo sus datos, se lo avisaremos a usted y a la PRODHAB, como manda la "
            "ley."
        ),
    ]


def _rights() -> list[rx.Component]:
    return [
        rx.el.h2("6. Sus derechos"),
        bullets(
            "Acceso: saber qué datos suyos tenemos y recibir una copia.",
            "Corrección: casi todo lo puede cambiar usted en su perfil.",
            "Eliminación: pedir que borremos sus datos.",
            "Retirar su consentimiento, aunque entonces no podamos darle el servicio.",
        ),
        rx.el.p(
            "Escríbanos desde el correo de su cuenta a ",
            support_link(),
            ". Es gratis y le respondemos en cinco días hábiles, el plazo de la Ley "
            "8968. Si no queda conforme, puede acudir a la PRODHAB, la Agencia de "
            "Protección de Datos de los Habitantes.",
        ),
        rx.el.h2("7. Cambios"),
        rx.el.p(
            "Un cambio trae una versión y una fecha nuevas en esta página; si es "
            "importante, se lo avisaremos antes por correo. Las reglas del servicio "
            "están en los ",
            ui.text_link("términos y condiciones", routes.TERMS),
            ".",
        ),
    ]


PAGE = Page(routes.PRIVACY, "Política de privacidad – Asystec", privacy)
