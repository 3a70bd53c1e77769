"""The user of Hacienda's, and what Hacienda answers to it."""

HACIENDA = {
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
    "hacienda_password.empty": "Escriba la Contraseña API que le dio Hacienda.",
    "hacienda_password.too_long": (
        "La Contraseña API es demasiado larga. Copie solo la contraseña, sin otro "
        "texto."
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
    "hacienda.was_blocked": (
        "Hacienda tenía bloqueado este Usuario API cuando lo probamos; la contraseña "
        "puede estar bien. Escoja «Probar de nuevo» en su perfil; si sigue bloqueado, "
        "genere una contraseña nueva en TRIBU-CR."
    ),
    "hacienda.unready": (
        "Hacienda conoce este Usuario API, pero lo tiene desactivado o le falta un "
        "paso, como cambiar la contraseña. Entre a TRIBU-CR, termine lo que le pida "
        "en Tico Factura → Usuario y contraseña, y pruebe de nuevo."
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
