"""How every letter looks: paragraphs, one button and an ending, as text and as HTML."""

from email.headerregistry import Address
from email.message import EmailMessage
from html import escape

from asystec_web.models import Account

_PAGE = """\
<!doctype html><html lang="es-CR"><body style="margin:0;background:#f4f7f8;\
font:16px/1.5 system-ui,sans-serif;color:#10243a"><div style="max-width:560px;\
margin:0 auto;padding:32px 24px;background:#fff"><p style="font-weight:700;\
font-size:20px;color:#084f50">asystec</p>{paragraphs}<p><a href="{link}" \
style="display:inline-block;padding:13px 26px;border-radius:10px;\
background:#0b6e6e;color:#fff;text-decoration:none;font-weight:600">{button}</a>\
</p><p style="color:#51657a;font-size:14px">{ending}</p></div></body></html>
"""


def greeting(account: Account) -> str:
    """Greet by name only whom we know to have written that name.

    Anybody can open an account with the e-mail of another: what they typed as a name
    would reach that mailbox as words of ours.
    """
    known = account.email_confirmed_at is not None
    return f"Hola, {account.full_name}:" if known else "Hola:"


def letter(
    account: Account,
    subject: str,
    paragraphs: tuple[str, ...],
    action: tuple[str, str],
    ending: str,
) -> EmailMessage:
    """Lay out a letter to whoever has an account.

    Args:
        account: Its e-mail is the address.
        subject: What it is about.
        paragraphs: In plain text, greeting included.
        action: The button's words and where it leads.
        ending: The small print.
    """
    button, link = action
    written = EmailMessage()
    written["Subject"] = f"{subject} – Asystec"
    written["To"] = str(Address(addr_spec=account.email))
    written.set_content("\n\n".join((*paragraphs, f"{button}: {link}", ending)))
    written.add_alternative(
        _PAGE.format(
            paragraphs="".join(f"<p>{escape(text)}</p>" for text in paragraphs),
            link=escape(link),
            button=escape(button),
            ending=escape(ending),
        ),
        subtype="html",
    )
    return written
