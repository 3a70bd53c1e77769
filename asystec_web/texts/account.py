"""An account: its person, e-mail and password, and the links that lead to it."""

from asystec_web.forms.account import FULL_NAME
from asystec_web.texts.lines import line_of_text

ACCOUNT = {
    **line_of_text("full_name", "su nombre completo", FULL_NAME),
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
}
