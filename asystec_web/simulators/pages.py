"""The frame of the simulators' own pages: plain, and readable on a phone."""

from html import escape

from starlette.responses import HTMLResponse

# No script, nothing from elsewhere; frames only of the simulator itself.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'"

_STYLE = """
:root{color-scheme:light dark;--ink:#10243a;--soft:#51657a;--line:#c3ced8;--paper:#fff;
--mist:#f4f7f8;--brand:#084f50}
@media(prefers-color-scheme:dark){:root{--ink:#e8eef3;--soft:#a9b8c6;--line:#3a4a59;
--paper:#101820;--mist:#18232d;--brand:#7fd6d3}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.75rem;line-height:1.2}h2{margin-top:2.5rem}h3{margin:0 0 .25rem}
a{color:var(--brand)}a:focus-visible{outline:3px solid #1a73c9;outline-offset:2px}
code,pre{font:.95em/1.5 ui-monospace,monospace;background:var(--mist);border-radius:4px}
code{padding:0 .25em;user-select:all}pre{padding:1rem;white-space:pre-wrap}
pre code{padding:0}
ul.cards{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}
ul.cards>li{border:1px solid var(--line);border-radius:12px;padding:1rem}
ul.cards p{margin:0}
dl{display:grid;gap:.125rem 1rem;margin:.5rem 0 0}
dt{color:var(--soft)}dd{margin:0 0 .375rem}
@media(min-width:40rem){dl{grid-template-columns:9rem 1fr}dd{margin:0}}
iframe{width:100%;height:32rem;border:1px solid var(--line);border-radius:12px;
background:#fff}
a.row{display:block;min-height:44px;font-weight:600}
"""


def page(title: str, body: str, status: int = 200) -> HTMLResponse:
    """Frame a page; the body is HTML, so what it quotes must be escaped already."""
    return HTMLResponse(
        '<!doctype html><html lang="es-CR"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>",
        status,
        {"Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff"},
    )


def definitions(*pairs: tuple[str, str]) -> str:
    """List terms with their meaning; the meaning is HTML."""
    inner = "".join(f"<dt>{escape(term)}</dt><dd>{what}</dd>" for term, what in pairs)
    return f"<dl>{inner}</dl>"


def code(text: str) -> str:
    """Show a text to be copied as it is."""
    return f"<code>{escape(text)}</code>"


def cards(items: list[str]) -> str:
    """List things one under the other; each is HTML."""
    return f'<ul class="cards">{"".join(f"<li>{item}</li>" for item in items)}</ul>'
