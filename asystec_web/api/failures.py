"""What a person reads when an address beside the pages fails."""

from http import HTTPStatus
from typing import Literal

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from asystec_web import routes

_PAGE = """\
<!doctype html><html lang="es-CR"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Asystec</title>
<body style="max-width:560px;margin:0 auto;padding:48px 24px;\
font:16px/1.5 system-ui,sans-serif;color:#10243a">
<h1>{title}</h1><p>{words}</p>{way}</body></html>
"""
_WAY = f'<p><a href="{routes.SIGN_IN}">Ir al inicio</a></p>'
_OURS = (
    "No pudimos completar lo que pidió",
    "El fallo es nuestro; lo que ya guardó sigue ahí. Pruebe de nuevo en un momento.",
)
_TOO_LARGE = (
    "Lo que envió es demasiado grande",
    "Ninguno de nuestros formularios necesita tanto. Vuelva al inicio y siga de ahí.",
)
_ODD = (
    "No entendimos lo que envió",
    "Vuelva al inicio y siga desde ahí.",
)

_IN_A_TAB = {
    "paid": (
        "Usted ya tiene su suscripción",
        "No se cobró nada más. Cierre esta pestaña y vuelva a la anterior.",
    ),
    "spent": (
        "Este enlace de pago ya se usó o venció",
        (
            "No se cobró nada. Cierre esta pestaña, vuelva a la anterior y toque "
            "«Abrir de nuevo»."
        ),
    ),
    "changed": (
        "Este precio acaba de cambiar, o este plan ya no está a la venta",
        (
            "No se cobró nada. Cierre esta pestaña, vuelva a la anterior y toque "
            "«Escoger otro plan»: ahí están los precios de hoy."
        ),
    ),
    "suspended": (
        "Su cuenta está suspendida por un reclamo ante su banco",
        (
            "No se cobró nada. Cierre esta pestaña y escríbanos a soporte para "
            "resolverlo."
        ),
    ),
    "stalled": (
        "Usted ya tiene una suscripción, con un cobro pendiente",
        (
            "No se cobró nada más. Cierre esta pestaña, vuelva a la anterior y toque "
            "«Escoger otro plan»: ahí se indica qué hacer."
        ),
    ),
    "not_opened": (
        "No pudimos abrir la página de pago",
        (
            "No se cobró nada. Cierre esta pestaña, vuelva a la anterior y pruebe otra "
            "vez en un momento."
        ),
    ),
}

TabPage = Literal["paid", "spent", "changed", "suspended", "stalled", "not_opened"]


def failure_page(status: int) -> HTMLResponse:
    """Say in one sentence what happened, and lead on."""
    title, words = _ODD
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        title, words = _OURS
    elif status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        title, words = _TOO_LARGE
    page = _PAGE.format(title=title, words=words, way=_WAY)
    return HTMLResponse(page, status)


def tab_page(what: TabPage) -> HTMLResponse:
    """Say why a new tab leads to no payment page; the one before is still there."""
    title, words = _IN_A_TAB[what]
    page = _PAGE.format(title=title, words=words, way="")
    return HTMLResponse(page, headers={"Cache-Control": "no-store"})


async def refused(_: Request, refusal: Exception) -> HTMLResponse:
    """Answer what Starlette or an endpoint refuses."""
    if not isinstance(refusal, HTTPException):
        raise refusal
    page = failure_page(refusal.status_code)
    page.headers.update(refusal.headers or {})
    return page


async def failed(_: Request, __: Exception) -> HTMLResponse:
    """Answer after a bug or an outage; Starlette raises it again, for the log."""
    return failure_page(HTTPStatus.INTERNAL_SERVER_ERROR)
