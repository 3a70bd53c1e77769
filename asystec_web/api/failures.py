"""What a person reads when an address beside the pages fails."""

from http import HTTPStatus

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
<h1>{title}</h1><p>{words}</p><p><a href="{way}">Ir al inicio</a></p></body></html>
"""
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


def failure_page(status: int) -> HTMLResponse:
    """Say in one sentence what happened, and lead on."""
    title, words = _ODD
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        title, words = _OURS
    elif status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        title, words = _TOO_LARGE
    page = _PAGE.format(title=title, words=words, way=routes.SIGN_IN)
    return HTMLResponse(page, status)


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
