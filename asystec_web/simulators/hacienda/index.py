"""The simulator's front page: every case, and how to change the mood."""

from html import escape

from starlette.requests import Request
from starlette.responses import Response

from asystec_web.simulators.hacienda.cases import TAXPAYERS
from asystec_web.simulators.hacienda.key_files import (
    KEY_FILES,
    PECULIAR_FILES,
    KeyFile,
)
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD, IdType, Taxpayer
from asystec_web.simulators.pages import cards, code, definitions, page

_MOODS = (
    ("Hacienda caída durante tres solicitudes", '{"path": "/fe/ae", "times": 3}'),
    (
        "Autenticación lenta: ocho segundos cada vez",
        '{"path": "/auth", "status": 0, "delay": 8}',
    ),
    (
        "Una respuesta que no es JSON",
        '{"path": "/fe/ae", "status": 200, "body": "<html>Mantenimiento</html>"}',
    ),
    ("Conexión cortada a media respuesta", '{"path": "/recepcion", "drop": true}'),
    (
        "Límite de consultas alcanzado",
        '{"path": "/fe/ae", "status": 429, "headers": {"Retry-After": "600"}}',
    ),
    ("Todo normal otra vez (sin borrar lo ocurrido)", "[]"),
)


async def index_page(request: Request) -> Response:
    """Show everything one needs to try the demo."""
    base = f"http://localhost:{request.url.port or 80}"
    moods = "".join(
        f"<h3>{escape(what)}</h3>{_command(base, json)}" for what, json in _MOODS
    )
    return page(
        "Hacienda simulada",
        "<p>Este servidor imita a Hacienda para la demostración y las pruebas. Todos "
        "los nombres, cédulas y llaves son inventados.</p>"
        "<h2>Contribuyentes</h2>"
        f"<p>La contraseña API de todos los usuarios es {code(DEMO_PASSWORD)}</p>"
        f"{cards([_taxpayer(each, base) for each in TAXPAYERS])}"
        "<h2>Llaves con alguna particularidad</h2>"
        "<p>Son de la 3-101-999999, salvo que se diga otra cosa.</p>"
        f"{cards([_key(each, base) for each in PECULIAR_FILES])}"
        "<h2>Cómo provocar fallas</h2>"
        "<p>Un estado de ánimo es una falla o una lista de fallas; la nueva "
        "reemplaza a la anterior. Campos: "
        f"{', '.join(map(code, _FIELDS))}.</p>{moods}"
        "<h3>Volver al inicio</h3>"
        f"<pre><code>curl -X POST {base}/_control/reset</code></pre>"
        "<h3>Ver qué ha pasado</h3>"
        f"<pre><code>curl {base}/_control/state</code></pre>",
    )


_FIELDS = (
    "path",
    "method",
    "status",
    "body",
    "headers",
    "delay",
    "hold",
    "drop",
    "when",
    "times",
)


def _command(base: str, json: str) -> str:
    line = f"curl {base}/_control/mood -d '{json}'"
    return f"<pre><code>{escape(line)}</code></pre>"


def _taxpayer(taxpayer: Taxpayer, base: str) -> str:
    key = KEY_FILES[f"{taxpayer.cedula}.p12"]
    guessed = taxpayer.id_type in {IdType.DIMEX, IdType.NITE}
    note = " (la forma de este usuario no está confirmada)" if guessed else ""
    return f"<h3>{escape(taxpayer.name)}</h3><p>{escape(taxpayer.shows)}</p>" + (
        definitions(
            ("Cédula", code(taxpayer.cedula)),
            ("Usuario API", code(taxpayer.username) + note),
            ("Contraseña API", code(DEMO_PASSWORD)),
            ("Llave y PIN", f"{_link(key, base)} · {code(key.pin)}"),
        )
    )


def _key(key: KeyFile, base: str) -> str:
    pin = code(key.pin) if key.pin else "no tiene"
    return f"<p>{_link(key, base)}</p><p>{escape(key.shows)}</p><p>PIN: {pin}</p>"


def _link(key: KeyFile, base: str) -> str:
    return f'<a href="{base}/llaves/{key.name}" download>{key.name}</a>'
