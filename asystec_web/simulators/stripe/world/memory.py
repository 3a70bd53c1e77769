"""Worlds kept in a file, so that a demo goes on where it was stopped."""

import pickle
from pathlib import Path

from asystec_web.simulators.stripe.world.worlds import Worlds


def recall(worlds: Worlds, path: Path) -> None:
    """Fill the worlds with what a file holds; a file of another version is dropped."""
    try:
        # Only `remember` writes the file, on this machine and for this user.
        kept = pickle.loads(path.read_bytes())  # noqa: S301
        for label, contents in kept.items():
            worlds.named(label).contents = contents
    except FileNotFoundError:
        return
    except (pickle.UnpicklingError, AttributeError, EOFError, ValueError, TypeError):
        path.unlink()


def remember(worlds: Worlds, path: Path) -> None:
    """Write down what is in every world; objects shared now are shared again."""
    kept = {world.label: world.contents for world in worlds.all()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(kept))
