"""The inbox's pages and its list for tests."""

import re
from collections.abc import Callable
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from asystec_web.simulators.mail.mailbox import Letter, Mailbox
from asystec_web.simulators.pages import cards, definitions, page

# No trailing punctuation: a link often ends a sentence.
_LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]")

# A message's HTML may show itself and be clicked, and nothing else: no script, no
# form, nothing loaded from outside.
_MAY = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"  # noqa: E501 - one value
_LETTER_POLICY = (
    f"sandbox {_MAY}; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
)

Answer = Callable[[Letter], Response]


def inbox_routes(mailbox: Mailbox) -> list[Route]:
    """Build the pages over a mailbox."""

    async def listing(request: Request) -> Response:
        return _listing(list(mailbox.letters), request.url.port or 80)

    async def every_letter(_: Request) -> Response:
        return JSONResponse([letter.as_json() for letter in mailbox.letters])

    async def letter(request: Request) -> Response:
        return _found(request, _letter)

    async def letter_html(request: Request) -> Response:
        return _found(request, _letter_html)

    def _found(request: Request, answer: Answer) -> Response:
        found = mailbox.find(request.path_params["number"])
        if found is None:
            return page("No existe ese mensaje", _BACK, 404)
        return answer(found)

    return [
        Route("/", listing, methods=["GET"]),
        Route("/mensajes/{number:int}", letter, methods=["GET"]),
        Route("/mensajes/{number:int}/html", letter_html, methods=["GET"]),
        Route("/api/messages", every_letter, methods=["GET"]),
    ]


_BACK = '<p><a href="/">Volver a los mensajes</a></p>'


def _listing(letters: list[Letter], port: int) -> Response:
    shown = cards([_summary(each) for each in letters])
    fault = '{"path": "smtp", "status": 451, "times": 2}'
    command = f"curl http://localhost:{port}/_control/mood -d '{fault}'"
    return page(
        "Correo simulado",
        "<p>Aquí llegan los correos de la demostración: nada sale a Internet. "
        '<a href="/">Actualizar la lista</a></p>'
        f"{shown if letters else '<p>Todavía no hay mensajes.</p>'}"
        "<h2>Cómo provocar fallas</h2>"
        "<p>Para que los dos próximos envíos fallen (451 es pasajero, 550 definitivo):"
        f"</p><pre><code>{escape(command)}</code></pre>",
    )


def _summary(letter: Letter) -> str:
    link = f'<a class="row" href="/mensajes/{letter.id}">{escape(letter.subject)}</a>'
    return link + definitions(
        ("Para", escape(letter.to)), ("Recibido", _moment(letter))
    )


def _letter(letter: Letter) -> Response:
    about = definitions(
        ("Para", escape(letter.to)),
        ("De", escape(letter.sender)),
        ("Recibido", _moment(letter)),
    )
    text = f"<h2>Texto</h2><pre>{_linked(letter.text)}</pre>" if letter.text else ""
    frame = (
        "<h2>Versión HTML</h2>"
        f'<iframe title="Versión HTML del mensaje" sandbox="{_MAY}" '
        f'src="/mensajes/{letter.id}/html"></iframe>'
        if letter.html
        else ""
    )
    return page(letter.subject, f"{_BACK}{about}{text}{frame}")


def _letter_html(letter: Letter) -> Response:
    return HTMLResponse(
        f'<base target="_top">{letter.html}',
        headers={
            "Content-Security-Policy": _LETTER_POLICY,
            "X-Content-Type-Options": "nosniff",
        },
    )


def _linked(text: str) -> str:
    """Escape a text, and make its addresses clickable."""
    parts: list[str] = []
    end = 0
    for link in _LINK.finditer(text):
        address = escape(link.group())
        parts += [
            escape(text[end : link.start()]),
            f'<a href="{address}">{address}</a>',
        ]
        end = link.end()
    return "".join(parts) + escape(text[end:])


def _moment(letter: Letter) -> str:
    return f"<time>{letter.received_at}</time>"
