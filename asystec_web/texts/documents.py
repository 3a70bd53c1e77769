"""Hacienda's list of documents."""

DOCUMENTS = {
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
    "documents.rationed": (
        "Ya buscamos sus números varias veces seguidas. Puede buscar de nuevo en "
        "{wait}, o usar sus archivos."
    ),
    "documents.session_refused": (
        "Hacienda cerró la sesión antes de darnos la lista de comprobantes. Busque de "
        "nuevo, o use sus archivos."
    ),
    "documents.user_blocked": (
        "Hacienda tiene bloqueado su Usuario API por ahora; la contraseña puede estar "
        "bien. Busque de nuevo en unos minutos, o use sus archivos."
    ),
    "documents.user_unready": (
        "Hacienda tiene su Usuario API desactivado o con un paso sin terminar, como "
        "cambiar la contraseña. Hágalo en TRIBU-CR y busque de nuevo; mientras tanto, "
        "use sus archivos."
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
