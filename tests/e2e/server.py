"""The real app as a process of its own, over simulators in this one."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from asystec_web import frontend, routes
from asystec_web.settings import Settings, load_settings
from asystec_web.settings.defaults import DEMO_WEBHOOK_SECRET
from asystec_web.simulators.listeners import SimulatorUrls
from asystec_web.simulators.servers import Webhook, running_app, running_simulators
from tests.e2e.embedding import embedding_app

START_S = 180
STOP_S = 30
ASYSTEC = (sys.executable, "-m", "asystec_web.cli")


@dataclass
class Site:
    """One installation: it can be killed and comes back at the same address.

    Attributes:
        embedder: A site that may show ours in a frame, at `/?src=…`. As it is of the
            same site, the session's cookie follows into the frame.
    """

    port: int
    embedder: str
    database_url: str
    simulators: SimulatorUrls
    log: Path
    more: Mapping[str, str] = field(default_factory=dict, repr=False)
    smtp_login: str = field(default="", repr=False)
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def settings(self) -> Settings:
        """The settings of the process, for whoever prepares its database."""
        return load_settings(**self._settings())

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                [*ASYSTEC, "run", "--no-simulators"],
                cwd=frontend.ROOT,
                env=self._environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_until_ready()

    def command(self, *words: str, **more: str) -> None:
        """Run a command of ours beside it, with some settings of its own."""
        ours = {f"ASYSTEC_{name.upper()}": value for name, value in more.items()}
        with self.log.open("ab") as log:
            subprocess.run(  # noqa: S603 - our own command
                [*ASYSTEC, *words],
                cwd=frontend.ROOT,
                env=self._environment() | ours,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=True,
            )

    def kill(self) -> None:
        """End it as a power cut would: no goodbye to anyone."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        # The session is ours alone; granian's worker lives in it beside its parent.
        os.killpg(process.pid, how)
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(STOP_S)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            if _answers(f"{self.url}{routes.READY}"):
                return
            time.sleep(0.1)
        tail = self.log.read_text("utf-8")[-3000:]
        message = f"the app did not start:\n{tail}"
        raise RuntimeError(message)

    def _settings(self) -> dict[str, object]:
        simulated = self.simulators
        return {
            "environment": "demo",
            "port": self.port,
            "public_url": self.url,
            "database_url": self.database_url,
            "hacienda_api_url": simulated.hacienda,
            "hacienda_idp_url": simulated.hacienda,
            "hacienda_reception_url": f"{simulated.hacienda}/recepcion/v1",
            "hacienda_sandbox_reception_url": (
                f"{simulated.hacienda}/recepcion-sandbox/v1"
            ),
            "stripe_api_url": simulated.stripe,
            "smtp_url": simulated.smtp.replace("://", f"://{self.smtp_login}"),
            "embed_hosts": self.embedder,
            **self.more,
        }

    def _environment(self) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if k[:8] != "ASYSTEC_"}
        ours = {f"ASYSTEC_{k.upper()}": str(v) for k, v in self._settings().items()}
        return inherited | ours


@contextmanager
def running_site(
    database_url: str,
    log: Path,
    *,
    webhook_secret: str = DEMO_WEBHOOK_SECRET,
    smtp_login: str = "",
    **more: str,
) -> Generator[Site]:
    """Serve on a free port, with simulators of its own, while the block runs.

    Args:
        database_url: Where the accounts are.
        log: The file that takes what the process says.
        webhook_secret: What Stripe signs its events with.
        smtp_login: User and password for the mail server, as an address has them.
        more: Other settings by their names.
    """
    port = _free_port()
    webhook = Webhook(f"http://localhost:{port}{routes.STRIPE_WEBHOOK}", webhook_secret)
    more["stripe_webhook_secret"] = webhook_secret
    with (
        running_simulators(webhook) as simulators,
        running_app(embedding_app()) as embedding,
    ):
        embedder = embedding.replace("127.0.0.1", "localhost")
        site = Site(port, embedder, database_url, simulators, log, more, smtp_login)
        try:
            site.start()
            yield site
        finally:
            site.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=10, trust_env=False).is_success
    except httpx.HTTPError:
        return False
