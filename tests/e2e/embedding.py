"""A marketing site that shows ours in a frame."""

from html import escape

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

TITLE = "Registro de Asystec"
_PAGE = """\
<!doctype html><html lang="es"><title>Anfitrión</title>
<link rel="icon" href="data:,">
<iframe title="{title}" src="{src}" style="width:100%;height:1200px;border:0"></iframe>
</html>
"""


def embedding_app() -> Starlette:
    """Build it: `/?src=…` frames an address."""

    async def page(request: Request) -> HTMLResponse:
        src = escape(request.query_params["src"])
        return HTMLResponse(_PAGE.format(title=TITLE, src=src))

    return Starlette(routes=[Route("/", page)])
