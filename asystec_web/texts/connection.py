"""A connection that is tried in the background."""

CONNECTION = {
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
}
