"""The sentence for every error code: one cause, and what to do about it."""

from collections.abc import Mapping
from typing import Final

from asystec_web.errors import InvalidForm, OnboardingError
from asystec_web.forms.account import FULL_NAME
from asystec_web.forms.types import limits
from asystec_web.forms.types.limits import Length

_UNKNOWN = "Algo no salió como esperábamos. Inténtelo de nuevo en un momento."


def sentence(code: str, values: Mapping[str, str] | None = None) -> str:
    """Give the sentence for a code; an unknown one gets the most general.

    Args:
        code: Of a failure, or of a form's refusal.
        values: What a sentence with names in braces is filled with.
    """
    return SENTENCES.get(code, _UNKNOWN).format_map(values or {})


def told(code: str, values: Mapping[str, str]) -> str:
    """Give the sentence for what was kept in a row, perhaps by an earlier version."""
    try:
        return sentence(code, values)
    except KeyError:
        return _UNKNOWN


def explained(failure: OnboardingError) -> dict[str, str]:
    """Give the sentences for a failure, by the field each is shown at."""
    if isinstance(failure, InvalidForm):
        return {field: sentence(code) for field, code in failure.errors.items()}
    return {failure.field: sentence(failure.code, failure.values)}


def _line(field: str, what: str, length: Length) -> dict[str, str]:
    return {
        f"{field}.empty": f"Escriba {what}.",
        f"{field}.too_short": (
            f"Es muy corto: escriba {what} con al menos {length.minimum} caracteres."
        ),
        f"{field}.too_long": (
            f"Es muy largo: escriba {what} con {length.maximum} caracteres como máximo."
        ),
        f"{field}.bad_characters": (
            "Trae caracteres invisibles que Hacienda no acepta. Bórrelo y escríbalo "
            "de nuevo."
        ),
    }


_ACCOUNT = {
    **_line("full_name", "su nombre completo", FULL_NAME),
    "email.empty": "Escriba un correo electrónico.",
    "email.no_at": (
        "Al correo le falta la arroba (@). Escríbalo como nombre@ejemplo.com."
    ),
    "email.blank_inside": (
        "El correo tiene un espacio en medio. Quítelo y escriba una sola dirección."
    ),
    "email.bad_characters": (
        "Antes de la arroba, el correo no puede llevar tildes ni ñ. Revíselo."
    ),
    "email.too_long": (
        "El correo es muy largo: Hacienda acepta hasta 160 caracteres. Use otro más "
        "corto."
    ),
    "email.wrong_shape": (
        "El correo no está bien escrito. Revíselo: debe verse como nombre@ejemplo.com."
    ),
    "email.repeated": (
        "Este correo ya está en la lista. Escriba otro, o quite este campo."
    ),
    "email.taken": (
        "Ya hay una cuenta con este correo. Inicie sesión, o recupere su contraseña "
        "si no la recuerda."
    ),
    "password.empty": "Escriba una contraseña.",
    "password.too_short": "La contraseña es muy corta: use al menos 8 caracteres.",
    "password.too_long": (
        "La contraseña es demasiado larga: use 128 caracteres como máximo."
    ),
    "password.guessable": (
        "Esa contraseña es fácil de adivinar. Use otra: por ejemplo, tres o cuatro "
        "palabras que no tengan que ver entre sí ni con usted."
    ),
    "terms.not_accepted": (
        "Para crear la cuenta, lea y acepte los términos y condiciones."
    ),
    "sign_in.rejected": (
        "El correo y la contraseña no coinciden. Revise ambos, o recupere su "
        "contraseña."
    ),
    "attempts.too_many": (
        "Hubo demasiados intentos. Espere quince minutos y pruebe de nuevo, o recupere "
        "su contraseña."
    ),
    "attempts.accounts": (
        "Desde su conexión se crearon demasiadas cuentas. Espere una hora y pruebe de "
        "nuevo."
    ),
    "attempts.letters": (
        "Ya se enviaron varios correos hace poco. Revise también el correo no deseado; "
        "puede pedir otro dentro de una hora."
    ),
    "token.rejected": (
        "Este enlace ya se usó o venció. Pida uno nuevo: solo sirve el más reciente."
    ),
    "session.required": "Su sesión terminó. Inicie sesión para continuar donde estaba.",
    "step.not_open": "Antes de este paso falta responder uno anterior.",
}

_BUSINESS = {
    "cedula.empty": "Escriba su número de cédula.",
    "cedula.too_short": (
        "A la cédula le faltan dígitos: la física tiene 9, la jurídica y el NITE 10, "
        "el DIMEX 11 o 12. Escríbala completa, con sus ceros."
    ),
    "cedula.too_long": (
        "La cédula tiene dígitos de más: como máximo son 12. Revísela."
    ),
    "cedula.bad_characters": (
        "La cédula tiene un signo que no corresponde. Escriba solo números (y la "
        "letra, si su cédula jurídica la tiene)."
    ),
    "cedula.wrong_shape": (
        "Ese número no corresponde a una cédula física o jurídica, un DIMEX ni un "
        "NITE. Cópielo tal como aparece en el documento."
    ),
    "cedula.wrong_kind": (
        "Con ese tipo de identificación no se puede facturar. Use una cédula física o "
        "jurídica, un DIMEX o un NITE."
    ),
    **_line("business_name", "el nombre del negocio", limits.NAME),
    **_line("trade_name", "el nombre comercial", limits.TRADE_NAME),
    **_line("neighbourhood", "el barrio", limits.NEIGHBOURHOOD),
    **_line("address", "la dirección", limits.ADDRESS),
    "province.empty": "Escoja la provincia.",
    "province.unknown": "Esa provincia no existe. Escójala de la lista.",
    "canton.empty": "Escoja el cantón.",
    "canton.unknown": "Ese cantón no es de la provincia escogida. Escójalo de nuevo.",
    "district.empty": "Escoja el distrito.",
    "district.unknown": "Ese distrito no es del cantón escogido. Escójalo de nuevo.",
    "phone.too_short": "Al teléfono le faltan dígitos: en Costa Rica son 8.",
    "phone.too_long": (
        "El teléfono tiene dígitos de más. Escriba un solo número; en Costa Rica son 8 "
        "dígitos."
    ),
    "phone.empty": "Escriba un número de teléfono, o deje el campo vacío.",
    "phone.extension": "Escriba el teléfono sin la extensión: Hacienda no la acepta.",
    "phone.bad_characters": (
        "El teléfono tiene letras o signos. Escriba solo los números."
    ),
    "phone.wrong_shape": (
        "Ese teléfono no existe. Revise los dígitos; si es de otro país, empiece con + "
        "y el código del país."
    ),
    "alcohol_registration.empty": (
        "Escriba el número de registro fiscal de la Ley 8707, o desmarque que vende "
        "bebidas alcohólicas."
    ),
    "alcohol_registration.too_long": (
        "El registro fiscal 8707 tiene 12 caracteres como máximo. Revíselo."
    ),
    "alcohol_registration.bad_characters": (
        "El registro fiscal trae caracteres invisibles. Bórrelo y escríbalo de nuevo."
    ),
    "taxpayer.not_found": (
        "Hacienda no tiene registrada esta cédula. Revise el número; si está bien, "
        "puede seguir y escribir el nombre."
    ),
    "taxpayer.unavailable": (
        "Hacienda no responde en este momento. Escriba el nombre usted; puede seguir "
        "sin problema."
    ),
}

_INVOICE = {
    "invoice_file.empty": "El archivo está vacío. Escoja el XML de una factura suya.",
    "invoice_file.too_large": (
        "El archivo es demasiado grande: el XML de una factura pesa menos de 1 MB. "
        "Escoja otro."
    ),
    "invoice_file.not_xml": (
        "Este archivo no es un XML completo. Descárguelo de nuevo de su sistema de "
        "facturación; el PDF no sirve."
    ),
    "invoice_file.unsafe": (
        "Este XML trae instrucciones que ninguna factura lleva, así que no lo leímos. "
        "Descárguelo de nuevo de su sistema de facturación."
    ),
    "invoice_file.not_an_invoice": (
        "Este XML no es un comprobante electrónico de Costa Rica, versión 4.3 o 4.4. "
        "Escoja el de una factura suya."
    ),
    "invoice_file.is_an_answer": (
        "Este XML es una respuesta o un mensaje sobre una factura. Escoja el de la "
        "factura misma."
    ),
    "invoice_file.no_issuer": (
        "Este XML no dice con qué cédula se emitió. Escoja otra factura suya."
    ),
    "invoice_file.of_another": (
        "Esta factura la emitió otra cédula: parece una que usted recibió. Escoja una "
        "que haya emitido su negocio."
    ),
    "invoice_file.of_supplier": (
        "En una factura electrónica de compra el emisor es su proveedor. Escoja una "
        "factura de venta o un tiquete de su negocio."
    ),
}

_ACTIVITIES = {
    "activities.none": "Agregue al menos una actividad económica.",
    "activities.too_many": (
        "Son demasiadas actividades. Deje solo las que usa para facturar: 30 como "
        "máximo."
    ),
    "activities.unknown": "Una de las actividades no existe. Búsquela de nuevo.",
}

_HACIENDA = {
    "hacienda_user.empty": "Escriba el Usuario API que le dio Hacienda.",
    "hacienda_user.not_api_user": (
        "Ese no es un Usuario API: el correcto termina en "
        "@prod.comprobanteselectronicos.go.cr (o @stag… para pruebas). No es su correo "
        "ni el usuario de TRIBU-CR. Cópielo completo."
    ),
    "hacienda_user.no_environment": (
        "Al Usuario API le falta «prod.» o «stag.» después de la arroba. Cópielo de "
        "nuevo desde TRIBU-CR."
    ),
    "hacienda_user.wrong_shape": (
        "El Usuario API está incompleto o tiene un error. Debe verse como "
        "cpf-01-1111-1111@prod… o cpj-3-101-999999@prod…; cópielo de nuevo."
    ),
    "hacienda_user.of_another": (
        "El Usuario API es de {user} y su negocio es {business}, igual que la llave. "
        "Use el usuario de {business}."
    ),
    "hacienda_user.not_of_business": (
        "El Usuario API es de {user} y su negocio es {business}. Use el de su negocio "
        "o, si la cédula está mal, corríjala en el paso Negocio."
    ),
    "hacienda_user.name_differs": (
        "Para Hacienda, este Usuario API es de «{registered}» y su negocio es "
        "«{business}». Use el de su negocio, o corrija el nombre en el paso Negocio."
    ),
    "hacienda_password.empty": "Escriba la Contraseña API que le dio Hacienda.",
    "hacienda_password.too_long": (
        "La Contraseña API es demasiado larga. Copie solo la contraseña, sin otro "
        "texto."
    ),
    "key.missing": "Escoja el archivo de su llave criptográfica (termina en .p12).",
    "key.file_empty": (
        "El archivo está vacío. Descargue la llave de nuevo desde TRIBU-CR y escójala."
    ),
    "key.too_large": (
        "El archivo es demasiado grande para ser una llave: pesan menos de 64 KB. "
        "Escoja el que termina en .p12."
    ),
    "key.not_a_key": (
        "Este archivo no es una llave criptográfica, aunque su nombre termine en .p12. "
        "Escoja el archivo tal como lo descargó de TRIBU-CR."
    ),
    "key.is_pdf": (
        "Este archivo es un PDF, no una llave. Escoja el archivo .p12 que descargó de "
        "TRIBU-CR; el PDF puede tener su usuario o su comprobante."
    ),
    "key.is_zip": (
        "Este archivo es una carpeta comprimida (.zip). Ábrala y escoja el archivo "
        ".p12 que está adentro."
    ),
    "key.is_archive": (
        "Este archivo es una carpeta comprimida (.rar, .7z o .gz). Ábrala y escoja el "
        "archivo .p12 que está adentro."
    ),
    "key.is_office": (
        "Este archivo es un documento de Word o Excel, no una llave. Escoja el archivo "
        ".p12 que descargó de TRIBU-CR."
    ),
    "key.is_image": (
        "Este archivo es una imagen, no una llave. Escoja el archivo .p12 que descargó "
        "de TRIBU-CR; una foto de la pantalla no sirve."
    ),
    "key.is_xml": (
        "Este archivo es un XML, como los de las facturas, no una llave. Escoja el "
        "archivo .p12 que descargó de TRIBU-CR."
    ),
    "key.is_web_page": (
        "Este archivo es una página web: la descarga no se completó, quizá porque se "
        "cerró la sesión. Entre a TRIBU-CR y descargue la llave otra vez."
    ),
    "key.is_certificate": (
        "Este archivo es solo el certificado (.cer, .crt o .pem), sin la llave "
        "privada: con él no se puede firmar. Escoja el archivo .p12."
    ),
    "key.is_private_key": (
        "Este archivo es solo la llave privada, sin su certificado. Escoja el archivo "
        ".p12, que trae las dos cosas."
    ),
    "key.is_chain": (
        "Este archivo es un paquete de certificados (.p7b) o de firmas, sin la llave "
        "privada. Escoja el archivo .p12."
    ),
    "key.is_java_keystore": (
        "Este archivo es un almacén de Java (.jks). Escoja el archivo .p12 original, "
        "el que descargó de TRIBU-CR."
    ),
    "key.is_encoded": (
        "Este archivo es una llave o un certificado copiado como texto. Escoja el "
        "archivo .p12 original, sin abrirlo ni copiarlo."
    ),
    "key.is_text": (
        "Este archivo es un texto, no una llave criptográfica, aunque su nombre "
        "termine en .p12. Escoja el archivo tal como lo descargó de TRIBU-CR."
    ),
    "key.is_cut": (
        "Este archivo está incompleto: la descarga se cortó. Descargue la llave de "
        "nuevo desde TRIBU-CR y escójala."
    ),
    "key.unusable": "No pudimos usar esta llave. Escoja otra o genere una nueva.",
    "key.pin_rejected": (
        "Este PIN no abre la llave. Es el que se escribió al generarla: cuatro "
        "números, o catorce caracteres o más en las nuevas."
    ),
    "key.incomplete": (
        "El archivo abre, pero su certificado está dañado y no se puede leer. "
        "Descargue la llave de nuevo desde TRIBU-CR."
    ),
    "key.no_private_key": (
        "El archivo abre, pero no trae la llave privada, solo el certificado. "
        "Descargue la llave de nuevo desde TRIBU-CR, sin exportarla de otro programa."
    ),
    "key.no_certificate": (
        "El archivo abre, pero trae la llave privada sin su certificado. Descargue la "
        "llave de nuevo desde TRIBU-CR."
    ),
    "key.strangers": (
        "El archivo abre, pero la llave privada y el certificado no son pareja. "
        "Descargue la llave de nuevo desde TRIBU-CR."
    ),
    "key.not_rsa": (
        "Esta llave no es RSA, que es la única que Hacienda acepta para firmar "
        "comprobantes. Genere una en TRIBU-CR."
    ),
    "key.too_weak": (
        "Esta llave es demasiado débil: tiene menos de 2048 bits. Genere una nueva en "
        "TRIBU-CR."
    ),
    "key.rationed": (
        "Ya revisamos muchas llaves y PIN seguidos. Puede probar otro en {wait}."
    ),
    "key.readers_busy": (
        "Hay muchas personas revisando su llave en este momento. Pruebe de nuevo en un "
        "minuto."
    ),
    "key.expired": (
        "Esta llave ya venció: dejó de servir el {since}. Genere una nueva en TRIBU-CR "
        "y escójala aquí."
    ),
    "key.not_yet_valid": (
        "Esta llave todavía no está vigente: empieza a servir el {begins}. Revise que "
        "sea la correcta, o espere a ese día."
    ),
    "key.of_another": (
        "La llave es de {key} y su negocio es {business}, igual que el Usuario API. "
        "Escoja la llave de {business}."
    ),
    "key.not_of_business": (
        "La llave es de {key} y su negocio es {business}. Escoja la de su negocio o, "
        "si la cédula está mal, corríjala en el paso Negocio."
    ),
    "key.other_environment": (
        "La llave es de {key} y el Usuario API es de {user}. Use los dos del mismo "
        "ambiente: para facturar de verdad, los de producción."
    ),
    "hacienda.business_differs": (
        "La llave es de {key} y su negocio es {business}. El Usuario API también es de "
        "{key}: corrija la cédula en el paso Negocio, o use los datos de {business}."
    ),
    "hacienda.nobody_agrees": (
        "Son tres cédulas distintas: su negocio es {business}, el Usuario API es de "
        "{user} y la llave es de {key}. Use los tres de una misma cédula."
    ),
    "hacienda.business_changed": (
        "La cédula de su negocio cambió mientras probábamos la conexión. Revise los "
        "datos y presione «Siguiente» otra vez."
    ),
    "pin.empty": "Escriba el PIN de su llave.",
    "pin.too_long": "El PIN es demasiado largo. Revíselo.",
    "connection.exhausted": (
        "Llevamos una semana probando sus datos y Hacienda no ha respondido. Escoja "
        "«Probar de nuevo» en su perfil, o dénos los datos otra vez."
    ),
    "connection.unreadable": (
        "Ya no podemos abrir lo que guardamos de su conexión. Dénos de nuevo el "
        "usuario, la contraseña, la llave y el PIN."
    ),
    "connection.incomplete": (
        "Todavía falta algo para probar la conexión. Complétela primero."
    ),
    "hacienda.unavailable": (
        "Hacienda no responde en este momento. Puede conectar después y seguir con el "
        "registro."
    ),
    "hacienda.identity_unavailable": (
        "Hacienda no responde en este momento y no pudimos comprobar sus datos: "
        "no quiere decir que estén malos. Los guardamos cifrados y los probaremos por "
        "usted: puede seguir."
    ),
    "hacienda.identity_unreachable": (
        "No hay conexión con Hacienda en este momento. Sus datos no se han comprobado: "
        "no quiere decir que estén malos. Los guardamos cifrados y los probaremos por "
        "usted: puede seguir."
    ),
    "hacienda.identity_slow": (
        "Hacienda está tardando demasiado en responder. Sus datos no se han "
        "comprobado: no quiere decir que estén malos. Los guardamos cifrados y los "
        "probaremos por usted: puede seguir."
    ),
    "hacienda.identity_down": (
        "Hacienda avisa que su sistema no está funcionando. Sus datos no se han "
        "comprobado: no quiere decir que estén malos. Los guardamos cifrados y los "
        "probaremos por usted: puede seguir."
    ),
    "hacienda.identity_confused": (
        "Hacienda respondió algo que no se entiende, como cuando está en "
        "mantenimiento. Sus datos no se han comprobado: no quiere decir que estén "
        "malos. Los guardamos cifrados y los probaremos por usted: puede seguir."
    ),
    "hacienda.rejected": (
        "Hacienda no aceptó este usuario con esta contraseña. Cópielos de nuevo de "
        "TRIBU-CR (Tico Factura → Usuario y contraseña)."
    ),
    "hacienda.rejected_again": (
        "Hacienda acaba de rechazar este mismo usuario con esta misma contraseña. Para "
        "que no lo bloquee, no los enviamos otra vez: cámbielos, o pruebe los mismos "
        "en {wait}."
    ),
    "hacienda.blocked": (
        "Hacienda tiene bloqueado este Usuario API; la contraseña puede estar bien. "
        "Pruebe de nuevo en {wait}, o genere una contraseña nueva en TRIBU-CR."
    ),
    "hacienda.throttled": (
        "Hacienda dice que hubo demasiados intentos seguidos con este usuario. Pruebe "
        "de nuevo en {wait}; mientras tanto puede seguir con lo demás."
    ),
    "hacienda.rationed": (
        "Ya probamos este usuario varias veces, y con unas más Hacienda podría "
        "bloquearlo. Pruebe de nuevo en {wait}; mientras tanto puede seguir con lo "
        "demás."
    ),
    "hacienda.rationed_nearby": (
        "Desde su conexión a internet hubo varios intentos fallidos seguidos. Pruebe "
        "de nuevo en {wait}; mientras tanto puede seguir con lo demás."
    ),
}

_CONSECUTIVES = {
    "document_number.empty": (
        "Escriba el próximo número, o 0 si todavía no ha emitido ninguno."
    ),
    "document_number.not_whole": (
        "Escriba un número entero, sin letras ni decimales, como 1500 o 1.500."
    ),
    "document_number.negative": (
        "El número no puede ser negativo. Escriba 0 si todavía no ha emitido ninguno."
    ),
    "document_number.too_large": (
        "El número es demasiado grande: tiene como máximo 10 dígitos."
    ),
    "document_number.whole_consecutive": (
        "Escribió el consecutivo completo, de 20 dígitos. Tome solo los últimos 10 y "
        "súmeles 1 si es el del último documento emitido."
    ),
    "branch.out_of_range": "La sucursal va de 1 a 999. La casa matriz es la 1.",
    "terminal.out_of_range": (
        "La terminal va de 1 a 99 999. Con una sola caja, es la 1."
    ),
    "given_files.none": "Escoja al menos un archivo.",
    "given_files.too_many": (
        "Son demasiados archivos. Escoja los más recientes: 2000 como máximo."
    ),
    "given_files.not_understood": (
        "Ninguno de esos archivos dice su clave ni su consecutivo. Escoja los XML de "
        "sus comprobantes, o pegue la clave."
    ),
    "given_files.packed": (
        "Ahí hay un archivo comprimido (.zip o parecido). Ábralo primero y escoja los "
        "XML que trae adentro."
    ),
    "given_files.received": (
        "Esos comprobantes los emitió otra cédula: parecen los que usted recibió. "
        "Escoja los que emitió su negocio."
    ),
    "pasted.empty": "Pegue una clave de 50 dígitos o un consecutivo de 20.",
    "pasted.too_long": (
        "El texto es demasiado largo. Pegue solo las claves o los consecutivos."
    ),
    "pasted.not_understood": (
        "En ese texto no hay una clave completa, de 50 dígitos, ni un consecutivo, de "
        "20. Cópielos enteros."
    ),
    "pasted.received": (
        "Esas claves son de otra cédula: parecen de facturas que usted recibió. Pegue "
        "las que emitió su negocio."
    ),
    "documents.unavailable": (
        "Hacienda no respondió y no pudimos ver sus últimos números. Use sus archivos, "
        "escríbalos, o búsquelos de nuevo en un momento."
    ),
    "documents.forbidden": (
        "Hacienda aceptó su usuario, pero no le permite ver su lista de comprobantes. "
        "Use sus archivos o escriba los números."
    ),
    "documents.throttled": (
        "Hacienda está recibiendo demasiadas consultas y pidió esperar. Busque de "
        "nuevo en unos minutos, o use sus archivos."
    ),
    "documents.session_refused": (
        "Hacienda cerró la sesión antes de darnos la lista de comprobantes. Busque de "
        "nuevo, o use sus archivos."
    ),
    "documents.user_blocked": (
        "Hacienda tiene bloqueado su Usuario API por ahora; la contraseña puede estar "
        "bien. Busque de nuevo en unos minutos, o use sus archivos."
    ),
    "documents.credentials_refused": (
        "Hacienda ya no acepta el usuario y la contraseña que guardamos. Cámbielos en "
        "el paso Hacienda; mientras tanto, use sus archivos."
    ),
    "documents.credentials_lost": (
        "No pudimos abrir las credenciales que guardamos. Escríbalas de nuevo en el "
        "paso Hacienda; mientras tanto, use sus archivos."
    ),
}

_BILLING = {
    "billing.unavailable": (
        "El servicio de pagos no responde en este momento. No se cobró nada: "
        "inténtelo de nuevo en un momento."
    ),
    "billing.price_changed": (
        "El precio cambió mientras usted escogía. No se cobró nada: revise el precio "
        "nuevo y escoja otra vez."
    ),
    "billing.plan_unknown": "Ese plan ya no se ofrece. Escoja otro de la lista.",
    "billing.already_subscribed": (
        "Usted ya tiene una suscripción activa. No se cobró nada más."
    ),
    "billing.nothing_to_change": (
        "Su plan no se puede cambiar a ese: ya lo tiene, está por cancelarse o tiene "
        "un pago pendiente. Revíselo en «Administrar suscripción»."
    ),
    "billing.change_not_paid": (
        "Su banco no aceptó el cobro. No se cobró nada y su plan sigue igual: "
        "actualice su tarjeta y confirme otra vez."
    ),
    "billing.change_differs": (
        "La cuenta del cambio ya no es la que usted vio. No se cobró nada: revise el "
        "monto de ahora y confirme otra vez."
    ),
    "billing.change_under_way": (
        "Se está haciendo otro cambio de su plan, quizá en otra ventana. No se cobró "
        "nada por este: espere un par de minutos y vea cómo quedó."
    ),
    "billing.change_unclear": (
        "El servicio de pagos no alcanzó a responder y puede que el cambio se haya "
        "hecho. Confirme otra vez sin miedo: no se cobra dos veces."
    ),
    "billing.suspended": (
        "Su suscripción está suspendida por un reclamo ante su banco. Escríbanos a "
        "soporte para resolverlo: mientras tanto no se cobra nada."
    ),
    "billing.subscription_stalled": (
        "Usted ya tiene una suscripción y falta resolver su pago. Para no cobrarle dos "
        "veces, no le ofrecemos otra: entre a «Administrar suscripción»."
    ),
    "billing.cancelled": (
        "Usted canceló el pago. No se cobró nada: escoja cuando quiera."
    ),
}

_GENERAL = {
    "unexpected": _UNKNOWN,
    "form.invalid": "Revise los campos marcados.",
    "field.wrong_kind": (
        "Este dato llegó en una forma que no entendemos. Escríbalo de nuevo."
    ),
}

SENTENCES: Final[Mapping[str, str]] = {
    **_GENERAL,
    **_ACCOUNT,
    **_BUSINESS,
    **_INVOICE,
    **_ACTIVITIES,
    **_HACIENDA,
    **_CONSECUTIVES,
    **_BILLING,
}
