"""The app as people meet it: built, on a port, over simulators; for measuring."""

import os
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from asystec_web.ports import wait_until_answering
from asystec_web.simulators.servers import running_simulators

# A build may come first.
_START_S = 180
_STOP_S = 15


@dataclass(frozen=True, slots=True)
class Site:
    """A running app."""

    url: str
    port: int
    pid: int

    def resident_kb(self) -> int:
        """Add up what its processes hold in memory."""
        server = psutil.Process(self.pid)
        family = [server, *server.children(recursive=True)]
        return sum(each.memory_info().rss for each in family) // 1024


@contextmanager
def running_site() -> Generator[Site]:
    """Serve the app, with a database of its own, until the end of the block."""
    port = _free_port()
    url = f"http://localhost:{port}"
    with TemporaryDirectory() as folder, running_simulators() as simulators:
        settings = {
            "ENVIRONMENT": "demo",
            "PORT": str(port),
            "PUBLIC_URL": url,
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.db'}",
            "HACIENDA_API_URL": simulators.hacienda,
            "HACIENDA_IDP_URL": simulators.hacienda,
            "HACIENDA_RECEPTION_URL": f"{simulators.hacienda}/recepcion/v1",
            "STRIPE_API_URL": simulators.stripe,
            "SMTP_URL": simulators.smtp,
        }
        server = subprocess.Popen(
            [sys.executable, "-m", "asystec_web.cli", "run", "--no-simulators"],
            env={**os.environ, **{f"ASYSTEC_{k}": v for k, v in settings.items()}},
            stdout=subprocess.DEVNULL,
        )
        try:
            if not wait_until_answering(port, _START_S):
                message = f"the app did not answer on port {port}"
                raise TimeoutError(message)
            yield Site(url, port, server.pid)
        finally:
            server.terminate()
            server.wait(_STOP_S)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
