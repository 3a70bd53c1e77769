"""Worlds kept in a file, so that a demo goes on where it was stopped."""

import pickle
from pathlib import Path
from typing import Any

import stripe

from asystec_web.simulators.stripe.world.worlds import Worlds

# What is kept is shaped by the library's version and by this number, which is raised
# when the simulator begins to keep something that older files lack.
FORMAT = (2, stripe.api_version)


class _Older(Exception):
    """A file that this version did not write."""


def recall(worlds: Worlds, path: Path) -> None:
    """Fill the worlds with what a file holds; one of another version is set aside."""
    try:
        kept = _read(path)
    except FileNotFoundError:
        return
    except _Older:
        path.replace(path.with_suffix(".older"))
        return
    for label, contents in kept.items():
        worlds.named(label).contents = contents


def _read(path: Path) -> dict[str, Any]:
    try:
        # Only `remember` writes the file, on this machine and for this user.
        kept = pickle.loads(path.read_bytes())  # noqa: S301
    except FileNotFoundError:
        raise
    except Exception as unreadable:  # Whatever is in the file may fail in any way.
        raise _Older from unreadable
    if not isinstance(kept, dict) or kept.get("format") != FORMAT:
        raise _Older
    return kept["worlds"]


def remember(worlds: Worlds, path: Path) -> None:
    """Write down what is in every world; objects shared now are shared again."""
    kept = {world.label: world.contents for world in worlds.all()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps({"format": FORMAT, "worlds": kept}))
