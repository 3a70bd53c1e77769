"""Documents given to read their numbers from."""

GIVEN_DOCUMENTS = {
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
}
