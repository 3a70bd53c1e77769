"""What our letters say."""

from email.headerregistry import Address
from email.message import EmailMessage
from html import escape
from urllib.parse import urlencode

from asystec_web import routes
from asystec_web.models import Account

_CREATED = (
    "Su cuenta está creada. Confirme que este correo es suyo: ahí le avisaremos de su "
    "llave, sus cobros y sus comprobantes."
)
_PAGE = """\
<!doctype html><html lang="es-CR"><body style="margin:0;background:#f4f7f8;\
font:16px/1.5 system-ui,sans-serif;color:#10243a"><div style="max-width:560px;\
margin:0 auto;padding:32px 24px;background:#fff"><p style="font-weight:700;\
font-size:20px;color:#084f50">asystec</p>{paragraphs}<p><a href="{link}" \
style="display:inline-block;padding:13px 26px;border-radius:10px;\
background:#0b6e6e;color:#fff;text-decoration:none;font-weight:600">{button}</a>\
</p><p style="color:#51657a;font-size:14px">{ending}</p></div></body></html>
"""


def confirmation(account: Account, token: str, public_url: str) -> EmailMessage:
    """Ask to confirm the e-mail of a new account."""
    return _letter(
        account,
        "Confirme su correo",
        (_greeting(account), _CREATED),
        ("Confirmar mi correo", _link(public_url, routes.CONFIRM_EMAIL, token)),
        "El enlace sirve durante siete días. Si usted no creó la cuenta, "
        "no tiene que hacer nada.",
    )


def new_password(account: Account, token: str, public_url: str) -> EmailMessage:
    """Offer a new password to somebody who forgot the old one."""
    return _letter(
        account,
        "Cree una contraseña nueva",
        (
            _greeting(account),
            "Alguien, ojalá usted, pidió una contraseña nueva para su cuenta.",
        ),
        ("Crear contraseña nueva", _link(public_url, routes.RESET_PASSWORD, token)),
        "El enlace sirve una sola vez y durante una hora. Si no lo pidió usted, "
        "ignore este mensaje: su contraseña sigue igual.",
    )


def _greeting(account: Account) -> str:
    """Greet by name only whom we know to have written that name.

    Anybody can open an account with the e-mail of another: what they typed as a name
    would reach that mailbox as words of ours.
    """
    known = account.email_confirmed_at is not None
    return f"Hola, {account.full_name}:" if known else "Hola:"


def _link(public_url: str, route: str, token: str) -> str:
    # Behind the #, a token reaches no server log and no Referer header.
    return f"{public_url}{route}#{urlencode({'codigo': token})}"


def _letter(
    account: Account,
    subject: str,
    paragraphs: tuple[str, ...],
    action: tuple[str, str],
    ending: str,
) -> EmailMessage:
    button, link = action
    letter = EmailMessage()
    letter["Subject"] = f"{subject} – Asystec"
    letter["To"] = str(Address(addr_spec=account.email))
    letter.set_content("\n\n".join((*paragraphs, f"{button}: {link}", ending)))
    letter.add_alternative(
        _PAGE.format(
            paragraphs="".join(f"<p>{escape(text)}</p>" for text in paragraphs),
            link=escape(link),
            button=button,
            ending=ending,
        ),
        subtype="html",
    )
    return letter
