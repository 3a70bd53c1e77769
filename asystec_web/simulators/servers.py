"""All simulators in one process and one event loop.

`run_simulators` is what the command line calls; `running_simulators` and
`running_app` are for tests.
"""

import asyncio
import signal
import socket
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from asystec_web.simulators.background import in_background
from asystec_web.simulators.hacienda import hacienda_app
from asystec_web.simulators.listeners import (
    Listeners,
    SimulatorUrls,
    listen,
    listening,
    port_of,
)
from asystec_web.simulators.mail import MailSimulator
from asystec_web.simulators.stripe import stripe_app

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Stripe's events go from the start, and what they are signed with."""

    url: str = ""
    secret: str = field(default="", repr=False)


NO_WEBHOOK = Webhook()


def run_simulators(  # noqa: PLR0913 - an address, four ports and two optional ones
    host: str = LOOPBACK,
    hacienda_port: int = 8451,
    stripe_port: int = 8452,
    mail_port: int = 8453,
    smtp_port: int = 8454,
    *,
    webhook: Webhook = NO_WEBHOOK,
    memory: Path | None = None,
    on_ready: Callable[[SimulatorUrls], object] | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM.

    Args:
        host: Where to listen.
        hacienda_port: For all of Hacienda's services.
        stripe_port: For Stripe's API and its pages.
        mail_port: For the inbox's page.
        smtp_port: Where mail comes in.
        webhook: Where Stripe's events go.
        memory: A file in which Stripe keeps everything from one run to the next.
        on_ready: Called once all of them accept connections.

    Raises:
        PortUnavailable: One of the ports is taken or forbidden.
    """
    ports = (hacienda_port, stripe_port, mail_port, smtp_port)
    with listening(host, ports) as listeners:
        urls = listeners.urls()

        async def serve() -> None:
            stop = asyncio.Event()
            loop = asyncio.get_running_loop()
            for asked in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(asked, stop.set)
            await serve_simulators(
                listeners,
                stop,
                lambda: on_ready(urls) if on_ready else None,
                webhook,
                memory,
            )

        asyncio.run(serve())


@contextmanager
def running_simulators(webhook: Webhook = NO_WEBHOOK) -> Generator[SimulatorUrls]:
    """Serve all of them on free ports while the block runs."""
    with (
        listening(LOOPBACK, (0, 0, 0, 0)) as listeners,
        in_background(
            lambda stop, ready: serve_simulators(listeners, stop, ready, webhook),
        ),
    ):
        yield listeners.urls()


@contextmanager
def running_app(app: ASGIApp) -> Generator[str]:
    """Serve one application on a free port while the block runs; yields its URL."""
    with (
        listen("one", LOOPBACK, 0) as listener,
        in_background(lambda stop, ready: _serve([(app, listener)], stop, ready)),
    ):
        yield f"http://{LOOPBACK}:{port_of(listener)}"


async def serve_simulators(
    listeners: Listeners,
    stop: asyncio.Event,
    ready: Callable[[], object],
    webhook: Webhook = NO_WEBHOOK,
    memory: Path | None = None,
) -> None:
    """Serve until `stop` is set; call `ready` once connections are accepted."""
    stripe = stripe_app(
        listeners.urls().stripe,
        webhook_url=webhook.url,
        webhook_secret=webhook.secret,
        memory=memory,
    )
    mail = MailSimulator()
    applications = [
        (hacienda_app(), listeners.hacienda),
        (stripe, listeners.stripe),
        (mail.app, listeners.mail),
    ]
    async with mail.receiving(listeners.smtp):
        await _serve(applications, stop, ready)


class NotStarted(Exception):
    """A simulator's start failed; uvicorn has logged why."""


class _Server(uvicorn.Server):
    """A server that leaves the signals to the process it shares with others."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(_config(app))
        self.accepting = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit as gave_up:
            # An exit in the midst of a loop skips the clean-up of everything else.
            raise NotStarted from gave_up
        self.accepting.set()

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


async def _serve(
    applications: Sequence[tuple[ASGIApp, socket.socket]],
    stop: asyncio.Event,
    ready: Callable[[], object],
) -> None:
    async with asyncio.TaskGroup() as tasks:
        servers = [(_Server(app), listener) for app, listener in applications]
        for server, listener in servers:
            tasks.create_task(server.serve([listener]))
        for server, _ in servers:
            await server.accepting.wait()
        ready()
        await stop.wait()
        for server, _ in servers:
            server.should_exit = True


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        # A request kept waiting by its mood does not keep the process alive.
        timeout_graceful_shutdown=1,
    )
