"""The cryptographic key and its PIN."""

KEY = {
    "key.unusable": "No pudimos usar esta llave. Escoja otra o genere una nueva.",
    "key.pin_rejected": (
        "Este PIN no abre la llave. Es el que se escribió al generarla: cuatro "
        "números, o catorce caracteres o más en las nuevas."
    ),
    "key.asks_too_much": (
        "Abrir este archivo exige mucho más memoria o tiempo que una llave de "
        "Hacienda, así que no lo abrimos; el PIN puede estar bien. Descargue la llave "
        "de nuevo desde TRIBU-CR, sin pasarla por otro programa."
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
    "pin.empty": "Escriba el PIN de su llave.",
    "pin.too_long": "El PIN es demasiado largo. Revíselo.",
}
