"""What is done to the compiled frontend, and when it has to be compiled anew."""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reflex_base.plugins import Plugin

ROOT = Path(__file__).parents[1]
STATIC = ROOT / ".web" / "build" / "client"
STAMP = ROOT / ".web" / "asystec-stamp"
# What the pages are made of; tests and documents do not matter to them.
SOURCES = ("asystec_web", "assets", "reflex.lock", "requirements", "rxconfig.py")
NOT_SHOWN = ("asystec_web/simulators", "asystec_web/api", "asystec_web/cli.py")

# Reflex puts the backend's address into the bundle and English words into its runtime.
_ADDRESS = re.compile(r'([`"\'])(https?|wss?)://localhost:\d+(/[^`"\']*)\1')
_WORDS = {
    "A new version of this app is available.": "Hay una versión nueva de esta página.",
    'textContent="Reload"': 'textContent="Recargar"',
    "textContent=`Reload`": "textContent=`Recargar`",
}
_REQUIRED_WORD = "Hay una versión nueva de esta página."
_COMMENT_LINES = re.compile(r"^[ \t]*(//.*|/\*[\s\S]*?\*/[ \t]*)$", re.MULTILINE)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


class OwnFrontend(Plugin):
    """Makes one build serve any address, and speak Spanish throughout."""

    def post_build(self, **context: Any) -> None:  # noqa: ANN401 - Reflex's own context
        """Rewrite the built scripts; fails when Reflex no longer has what we expect."""
        static_dir = Path(context["static_dir"])
        scripts = list((static_dir / "assets").glob("*.js"))
        rewritten = [_rewrite(script) for script in scripts]
        for own in (*static_dir.glob("*.js"), *static_dir.glob("behaviours/*.js")):
            _without_comments(own)
        if not any("location.origin" in text for text in rewritten):
            message = "the backend's address was not found in the bundle"
            raise RuntimeError(message)
        if not any(_REQUIRED_WORD in text for text in rewritten):
            message = "Reflex's words were not found in the bundle"
            raise RuntimeError(message)


def _without_comments(script: Path) -> None:
    """Leave out our comments and indentation, which are for whoever reads the source.

    Only whole lines: no string of ours goes over several of them.
    """
    text = _COMMENT_LINES.sub("", script.read_text("utf-8"))
    lines = (line.strip() for line in text.splitlines())
    script.write_text("\n".join(filter(None, lines)) + "\n", "utf-8")


def _rewrite(script: Path) -> str:
    text = script.read_text("utf-8")
    changed = _ADDRESS.sub(_same_origin, text)
    for english, spanish in _WORDS.items():
        changed = changed.replace(english, spanish)
    if changed != text:
        script.write_text(changed, "utf-8")
    return changed


def _same_origin(found: re.Match[str]) -> str:
    """Write the expression for an address on the host that served the page."""
    scheme, path = found.group(2), found.group(3)
    origin = "globalThis.location.origin"
    if scheme.startswith("ws"):
        origin += '.replace(/^http/,"ws")'
    return f'({origin}+"{path}")'


def inline_script_hashes() -> list[str]:
    """List the CSP sources of the inline scripts in the built pages."""
    scripts = {
        script
        for page in STATIC.rglob("*.html")
        for script in _INLINE_SCRIPT.findall(page.read_text("utf-8"))
    }
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return sorted(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)


def is_built(shown: str) -> bool:
    """Tell whether the built pages are those of the present sources."""
    return (
        (STATIC / "index.html").is_file()
        and STAMP.is_file()
        and STAMP.read_text() == fingerprint(shown)
    )


def mark_built(shown: str) -> None:
    """Remember what the pages were built from."""
    STAMP.write_text(fingerprint(shown))


def fingerprint(shown: str) -> str:
    """Digest everything that ends up in the pages, the shown settings included."""
    digest = hashlib.sha256(shown.encode())
    for path in sorted(_files()):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> Iterable[Path]:
    for source in SOURCES:
        path = ROOT / source
        for file in [path] if path.is_file() else path.rglob("*"):
            name = file.relative_to(ROOT).as_posix()
            shown = "__pycache__" not in name and not name.startswith(NOT_SHOWN)
            if shown and file.is_file():
                yield file
