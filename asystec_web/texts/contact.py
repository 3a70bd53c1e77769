"""Where the business is, and its telephone."""

from asystec_web.forms.types import limits
from asystec_web.texts.lines import line_of_text

CONTACT = {
    **line_of_text("neighbourhood", "el barrio", limits.NEIGHBOURHOOD),
    **line_of_text("address", "la dirección", limits.ADDRESS),
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
}
