"""The terms of the service."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.article import bullets, support_link
from asystec_web.pages.legal import legal_text
from asystec_web.pages.page import Page


def terms() -> rx.Component:
    """Render the terms; their version is kept with each account that accepts them."""
    return legal_text(
        *_service(),
        *_money(),
        *_duties(),
        *_secrets(),
        *_limits(),
        title="Términos y condiciones",
        other="Política de privacidad",
        other_href=routes.PRIVACY,
    )


def _service() -> list[rx.Component]:
    return [
        rx.el.h2("1. Qué es Asystec"),
        rx.el.p(
            "Asystec es un servicio de facturación electrónica para negocios de Costa "
            "Rica. Con este registro usted abre una cuenta, describe su negocio, lo "
            "conecta con Hacienda y escoge un plan. Al crear la cuenta acepta estos "
            "términos; guardamos cuál versión aceptó y cuándo."
        ),
        rx.el.p(
            "Asystec no es parte del Ministerio de Hacienda, y no da asesoría "
            "tributaria, contable ni legal."
        ),
        rx.el.h2("2. Su cuenta"),
        bullets(
            "Debe ser mayor de edad y poder actuar por el negocio que registra.",
            "Los datos que escriba deben ser verdaderos y estar al día.",
            "Cuide su contraseña y no la comparta. Si cree que otra persona la "
            "conoce, cámbiela y avísenos.",
            "Podemos suspender una cuenta que se use para cometer un fraude o para "
            "facturar a nombre de otros sin permiso. Le diremos por qué.",
        ),
    ]


def _money() -> list[rx.Component]:
    return [
        rx.el.h2("3. Precios y cobros"),
        bullets(
            "Antes de pagar verá el plan, el período y el monto. Ese monto es el que "
            "se cobra.",
            "El plan se paga por adelantado, por mes o por año, y se renueva solo "
            "hasta que usted lo cancele.",
            "Los cobros los hace Stripe. Los datos de su tarjeta se escriben en la "
            "página de Stripe: no pasan por nosotros ni los guardamos.",
            "Si un cobro falla, lo verá en su perfil y podrá actualizar la tarjeta.",
            "Un cambio de precio se le avisa antes por correo y vale desde el período "
            "siguiente.",
        ),
        rx.el.h2("4. Cancelar"),
        rx.el.p(
            "Puede cancelar cuando quiera: en su perfil, «Administrar suscripción». El "
            "plan sigue hasta el final del período que ya pagó y no se vuelve a "
            "cobrar. Un período que ya empezó no se devuelve, salvo que el cobro sea "
            "un error nuestro o que la ley lo ordene. Cancelar el plan no borra su "
            "cuenta; para borrarla, escríbanos."
        ),
    ]


def _duties() -> list[rx.Component]:
    return [
        rx.el.h2("5. Sus deberes con Hacienda"),
        rx.el.p("Quien emite los comprobantes es usted. Por eso le corresponde:"),
        bullets(
            "estar inscrito como contribuyente y usar las actividades que tiene "
            "registradas;",
            "revisar que cada comprobante diga la verdad;",
            "indicar bien los próximos consecutivos si viene de otro sistema, y no "
            "numerar lo mismo desde dos sistemas a la vez;",
            "tener una llave criptográfica vigente;",
            "declarar y pagar sus impuestos, y conservar sus comprobantes por el "
            "plazo que manda la ley.",
        ),
    ]


def _secrets() -> list[rx.Component]:
    return [
        rx.el.h2("6. Su Usuario API, su llave y su PIN"),
        rx.el.p(
            "Usted nos autoriza a usarlos solo para identificarlo ante Hacienda, "
            "firmar y enviar los comprobantes que usted pida, y consultar su estado."
        ),
        rx.el.p(
            "La Contraseña API, la llave y el PIN se guardan cifrados. Después de "
            "guardarlos, nadie puede volver a verlos en pantalla, tampoco usted: solo "
            "se pueden reemplazar. Usted puede anular su llave en TRIBU-CR en "
            "cualquier momento."
        ),
    ]


def _limits() -> list[rx.Component]:
    return [
        rx.el.h2("7. Cuando algo no funciona"),
        rx.el.p(
            "Hacienda, Stripe y el correo son servicios de otros, y a veces fallan. "
            "Mientras eso pasa, hay cosas que no se pueden hacer; lo que ya guardó se "
            "conserva. No respondemos por las fallas de esos servicios ni por datos "
            "equivocados que usted haya dado. Sí respondemos por los daños que "
            "causemos, como manda la ley."
        ),
        rx.el.p(
            "Nada de lo que dice aquí le quita los derechos que le da la Ley 7472, de "
            "Promoción de la Competencia y Defensa Efectiva del Consumidor."
        ),
        rx.el.h2("8. Cambios a estos términos"),
        rx.el.p(
            "Un cambio trae una versión y una fecha nuevas en esta página. Si es "
            "importante, se lo avisaremos antes por correo. Si no está de acuerdo, "
            "puede cancelar."
        ),
        rx.el.h2("9. Ley y contacto"),
        rx.el.p(
            "Se aplican las leyes de Costa Rica. Para preguntas o reclamos, escríbanos "
            "a ",
            support_link(),
            ". Qué hacemos con sus datos está en la ",
            ui.text_link("política de privacidad", routes.PRIVACY),
            ".",
        ),
    ]


PAGE = Page(routes.TERMS, "Términos y condiciones – Asystec", terms)
