"""The frame of every page."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from http import HTTPStatus

from starlette.responses import HTMLResponse

# `form-action` is left alone: browsers apply it to the redirect after a payment too.
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
        "base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_STYLE = """
:root { color-scheme: light dark; --ink: #1a1f36; --soft: #4a5168; --paper: #fff;
  --line: #767d93; --act: #4338ca; --on-act: #fff; --bad: #b3261e; --note: #fff4d6; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1f2f7; --soft: #c3c7d4;
  --paper: #14161f; --line: #8f96ab; --act: #a5b4fc; --on-act: #14161f;
  --bad: #ffb4ab; --note: #3d3213; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 30rem; margin: 0 auto; padding: 1rem 1rem 3rem; }
.ribbon { margin: 0; padding: .5rem 1rem; background: var(--note); text-align: center; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.125rem; }
.amount { font-size: 1.75rem; font-weight: 700; margin: 0; }
.soft, dt { color: var(--soft); }
dd { margin: 0 0 .75rem; overflow-wrap: anywhere; }
.field { margin: 0 0 1rem; }
label { display: block; font-weight: 600; }
input { width: 100%; min-height: 3rem; padding: .5rem .75rem; font: inherit;
  color: inherit; background: transparent; border: 1px solid var(--line);
  border-radius: .5rem; }
input[aria-invalid] { border: 2px solid var(--bad); }
.error { margin: .25rem 0 0; color: var(--bad); font-weight: 600; }
.problem { border: 2px solid var(--bad); border-radius: .5rem; padding: 0 1rem;
  margin: 0 0 1.5rem; }
.problem a { color: var(--bad); }
button { width: 100%; min-height: 3rem; font: inherit; font-weight: 700; border: 0;
  border-radius: .5rem; background: var(--act); color: var(--on-act); cursor: pointer; }
button.second { background: transparent; color: var(--act);
  border: 2px solid var(--act); }
a { color: var(--act); }
a.way { display: block; padding: .75rem 0; text-align: center; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .75rem;
  border: 1px solid var(--line); border-radius: .5rem; font-size: .875rem; }
form { margin: 0 0 1rem; }
fieldset { margin: 0 0 1rem; padding: .5rem 1rem; border: 1px solid var(--line);
  border-radius: .5rem; }
legend { font-weight: 600; padding: 0 .25rem; }
label.choice { display: flex; gap: .75rem; align-items: center; min-height: 3rem;
  padding: .5rem 0; font-weight: 400; }
label.choice input { width: 1.25rem; min-height: 1.25rem; flex: none;
  accent-color: var(--act); }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; }
caption { text-align: left; font-size: 1.125rem; font-weight: 700; }
th, td { padding: .5rem 0; text-align: left; vertical-align: top; font-weight: 400;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--soft); }
td:last-child, thead th:last-child { text-align: right; white-space: nowrap;
  padding-left: 1rem; }
section { border-top: 1px solid var(--line); margin-top: 1.5rem; }
"""


def page(title: str, body: str, status: int = HTTPStatus.OK) -> HTMLResponse:
    """Build a page; the body is HTML already, the title is text."""
    return HTMLResponse(
        f"""<!doctype html>
<html lang="es-CR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · Simulación de Stripe</title>
<style>{_STYLE}</style>
</head>
<body>
<header class="ribbon">Esta es una simulación: no se cobra nada.</header>
<main>
<h1>{escape(title)}</h1>
{body}
</main>
</body>
</html>
""",
        status,
        dict(_HEADERS),
    )


def facts(told: Mapping[str, str]) -> str:
    """List facts under their names."""
    pairs = (
        f"<dt>{escape(name)}</dt><dd>{escape(fact)}</dd>" for name, fact in told.items()
    )
    return f"<dl>{''.join(pairs)}</dl>"


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Build a table that is read row by row; the first cell names its row."""
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        f"{''.join(f'<td>{escape(cell)}</td>' for cell in rest)}</tr>"
        for first, *rest in rows
    )
    return (
        f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def way(address: str | None, text: str) -> str:
    """Build a link on a line of its own; nothing when it leads nowhere."""
    if not address:
        return ""
    return f'<a class="way" href="{escape(address)}">{escape(text)}</a>'
