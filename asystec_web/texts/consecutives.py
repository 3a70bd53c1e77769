"""The next number of each document type."""

CONSECUTIVES = {
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
}
