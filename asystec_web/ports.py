"""Ports on this machine."""

import socket
import time

_PAUSE_S = 0.1


def is_taken(host: str, port: int) -> bool:
    """Tell whether something listens there already, or may not be listened on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def answers(port: int, host: str = "127.0.0.1") -> bool:
    """Tell whether somebody accepts connections on a port."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_until_answering(port: int, within_s: float) -> bool:
    """Wait for a port to accept connections; false when it did not in time."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if answers(port):
            return True
        time.sleep(_PAUSE_S)
    return False
