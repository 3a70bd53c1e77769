"""All simulators in one process and one event loop.

`run_simulators` is what the command line calls; `running_simulators` and
`running_app` are for tests.
"""

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from asystec_web.simulators.background import in_background
from asystec_web.simulators.hacienda import hacienda_app
from asystec_web.simulators.mail import MailSimulator

LOOPBACK = "127.0.0.1"


class PortUnavailable(Exception):
    """A simulator's port cannot be opened; says which and why in one line."""

    def __init__(self, name: str, host: str, port: int, reason: str) -> None:
        super().__init__(f"{name} simulator: port {port} on {host}: {reason}")
        self.port = port


@dataclass(frozen=True, slots=True)
class SimulatorUrls:
    """Where the simulators answer, without a slash at the end."""

    hacienda: str
    stripe: str
    mail: str
    smtp: str


@dataclass(frozen=True, slots=True)
class Listeners:
    """Open sockets, so that a taken port is known before anything starts."""

    hacienda: socket.socket
    stripe: socket.socket
    mail: socket.socket
    smtp: socket.socket

    def urls(self) -> SimulatorUrls:
        """Tell the addresses, by name: that is how pages and browsers use them."""
        return SimulatorUrls(
            hacienda=f"http://localhost:{_port(self.hacienda)}",
            stripe=f"http://localhost:{_port(self.stripe)}",
            mail=f"http://localhost:{_port(self.mail)}",
            smtp=f"smtp://localhost:{_port(self.smtp)}",
        )


def run_simulators(  # noqa: PLR0913 - an address and four ports
    host: str = LOOPBACK,
    hacienda_port: int = 8451,
    stripe_port: int = 8452,
    mail_port: int = 8453,
    smtp_port: int = 8454,
    *,
    on_ready: Callable[[SimulatorUrls], object] | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM.

    Args:
        host: Where to listen.
        hacienda_port: For all of Hacienda's services.
        stripe_port: For Stripe's API and its pages.
        mail_port: For the inbox's page.
        smtp_port: Where mail comes in.
        on_ready: Called once all of them accept connections.

    Raises:
        PortUnavailable: One of the ports is taken or forbidden.
    """
    ports = (hacienda_port, stripe_port, mail_port, smtp_port)
    with _listening(host, ports) as listeners:
        urls = listeners.urls()

        async def serve() -> None:
            stop = asyncio.Event()
            loop = asyncio.get_running_loop()
            for asked in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(asked, stop.set)
            await serve_simulators(
                listeners, stop, lambda: on_ready(urls) if on_ready else None
            )

        asyncio.run(serve())


@contextmanager
def running_simulators() -> Generator[SimulatorUrls]:
    """Serve all of them on free ports while the block runs."""
    with (
        _listening(LOOPBACK, (0, 0, 0, 0)) as listeners,
        in_background(
            lambda stop, ready: serve_simulators(listeners, stop, ready),
        ),
    ):
        yield listeners.urls()


@contextmanager
def running_app(app: ASGIApp) -> Generator[str]:
    """Serve one application on a free port while the block runs; yields its URL."""
    with (
        socket.create_server((LOOPBACK, 0)) as listener,
        in_background(lambda stop, ready: _serve([(app, listener)], stop, ready)),
    ):
        yield f"http://{LOOPBACK}:{_port(listener)}"


async def serve_simulators(
    listeners: Listeners, stop: asyncio.Event, ready: Callable[[], object]
) -> None:
    """Serve until `stop` is set; call `ready` once connections are accepted."""
    from asystec_web.simulators.stripe import stripe_app  # noqa: PLC0415 - needs the Stripe SDK, which `running_app` does without

    mail = MailSimulator()
    applications = [
        (hacienda_app(), listeners.hacienda),
        (stripe_app(listeners.urls().stripe), listeners.stripe),
        (mail.app, listeners.mail),
    ]
    async with mail.receiving(listeners.smtp):
        await _serve(applications, stop, ready)


class _Server(uvicorn.Server):
    """A server that leaves the signals to the process it shares with others."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(_config(app))
        self.accepting = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
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
        lifespan="off",
        log_config=None,
        access_log=False,
        # A request kept waiting by its mood does not keep the process alive.
        timeout_graceful_shutdown=1,
    )


@contextmanager
def _listening(host: str, ports: tuple[int, int, int, int]) -> Generator[Listeners]:
    names = ("Hacienda", "Stripe", "mail inbox", "SMTP")
    with ExitStack() as opened:
        yield Listeners(
            *(
                opened.enter_context(_listen(name, host, port))
                for name, port in zip(names, ports, strict=True)
            )
        )


def _listen(name: str, host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as refused:
        reason = os.strerror(refused.errno) if refused.errno else str(refused)
        raise PortUnavailable(name, host, port, reason) from refused


def _port(listener: socket.socket) -> int:
    return int(listener.getsockname()[1])
