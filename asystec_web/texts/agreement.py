"""A business, a user and a key that do not belong together."""

AGREEMENT = {
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
}
