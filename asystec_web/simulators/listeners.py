"""The sockets of the simulators, opened before any of them starts."""

import os
import socket
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass


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
            hacienda=f"http://localhost:{port_of(self.hacienda)}",
            stripe=f"http://localhost:{port_of(self.stripe)}",
            mail=f"http://localhost:{port_of(self.mail)}",
            smtp=f"smtp://localhost:{port_of(self.smtp)}",
        )


@contextmanager
def listening(host: str, ports: tuple[int, int, int, int]) -> Generator[Listeners]:
    """Open the four ports, free ones for zeros, until the end of the block."""
    names = ("Hacienda", "Stripe", "mail inbox", "SMTP")
    with ExitStack() as opened:
        yield Listeners(
            *(
                opened.enter_context(listen(name, host, port))
                for name, port in zip(names, ports, strict=True)
            )
        )


def listen(name: str, host: str, port: int) -> socket.socket:
    """Listen on a port, a free one for zero.

    Raises:
        PortUnavailable: It is taken or forbidden.
    """
    # `socket.create_server` leaves the protocol open, and then asyncio does not turn
    # Nagle's algorithm off: every answer would take 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError as refused:
        listener.close()
        reason = os.strerror(refused.errno) if refused.errno else str(refused)
        raise PortUnavailable(name, host, port, reason) from refused
    return listener


def port_of(listener: socket.socket) -> int:
    """Tell the port a socket listens on."""
    return int(listener.getsockname()[1])
