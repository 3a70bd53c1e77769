"""Building the pages: once, and again only when their sources changed."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from asystec_web import frontend
from asystec_web.settings import Settings

LOG = frontend.ROOT / ".asystec" / "build.log"
_LAST_LINES = 25


class BuildFailed(Exception):
    """The pages could not be built; the end of the build's output says why."""


def build_pages(settings: Settings, say: Callable[[str], None]) -> None:
    """Build the pages unless those of these very sources are there.

    Raises:
        BuildFailed: With the last lines of the output.
    """
    if frontend.is_built(settings.shown):
        return
    say("Building the pages; the first time takes about half a minute…")
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("w") as log:
        built = subprocess.run(
            [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"],
            cwd=frontend.ROOT,
            env=build_environment(),
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if built.returncode or not (frontend.STATIC / "index.html").is_file():
        tail = "\n".join(LOG.read_text("utf-8").splitlines()[-_LAST_LINES:])
        raise BuildFailed(tail)
    frontend.mark_built(settings.shown)


def build_environment() -> dict[str, str]:
    """Put the Node of our virtual environment first, and npm before Bun."""
    here = str(Path(sys.executable).parent)
    path = os.pathsep.join([here, os.environ.get("PATH", os.defpath)])
    return {**os.environ, "PATH": path, "REFLEX_USE_NPM": "1"}
