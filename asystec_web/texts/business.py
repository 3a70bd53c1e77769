"""Who the business is."""

from asystec_web.forms.types import limits
from asystec_web.texts.lines import line_of_text

BUSINESS = {
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
    **line_of_text("business_name", "el nombre del negocio", limits.NAME),
    **line_of_text("trade_name", "el nombre comercial", limits.TRADE_NAME),
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
