"""Letters about the account itself."""

from email.message import EmailMessage
from urllib.parse import urlencode

from asystec_web import routes
from asystec_web.models import Account
from asystec_web.services.letters.layout import greeting, letter

_CREATED = (
    "Su cuenta está creada. Confirme que este correo es suyo: ahí le avisaremos de su "
    "llave, sus cobros y sus comprobantes."
)

_ELSEWHERE = (
    "Abra este mensaje en la computadora donde tiene su llave. El botón abre ahí el "
    "paso de la conexión con Hacienda, sin escribir su contraseña."
)


def confirmation(account: Account, token: str, public_url: str) -> EmailMessage:
    """Ask to confirm the e-mail of a new account."""
    return letter(
        account,
        "Confirme su correo",
        (greeting(account), _CREATED),
        ("Confirmar mi correo", _link(public_url, routes.CONFIRM_EMAIL, token)),
        "El enlace sirve durante siete días. Si usted no creó la cuenta, "
        "no tiene que hacer nada.",
    )


def new_password(account: Account, token: str, public_url: str) -> EmailMessage:
    """Offer a new password to somebody who forgot the old one."""
    return letter(
        account,
        "Cree una contraseña nueva",
        (
            greeting(account),
            "Alguien, ojalá usted, pidió una contraseña nueva para su cuenta.",
        ),
        ("Crear contraseña nueva", _link(public_url, routes.RESET_PASSWORD, token)),
        "El enlace sirve una sola vez y durante una hora. Si no lo pidió usted, "
        "ignore este mensaje: su contraseña sigue igual.",
    )


def other_device(account: Account, token: str, public_url: str) -> EmailMessage:
    """Open the step of the connection on the device where the key is."""
    return letter(
        account,
        "Termine en la computadora",
        (
            greeting(account),
            _ELSEWHERE,
        ),
        ("Abrir en la computadora", _link(public_url, routes.CONTINUE, token)),
        "El enlace sirve una sola vez y durante 30 minutos. Da entrada a su cuenta: "
        "no lo reenvíe. Si no lo pidió usted, ignore este mensaje.",
    )


def _link(public_url: str, route: str, token: str) -> str:
    # Behind the #, a token reaches no server log and no Referer header.
    return f"{public_url}{route}#{urlencode({'codigo': token})}"
