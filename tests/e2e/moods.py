"""How the outside world is made to fail."""

from typing import Any

import httpx

from asystec_web.simulators.listeners import SimulatorUrls
from tests.waiting import LONG_S


def spoil(simulator: str, **fault: object) -> None:
    """Put one fault in place of those before; the site's fixture takes it away."""
    answer = httpx.post(
        f"{simulator}/_control/mood", json=fault, trust_env=False, timeout=LONG_S
    )
    answer.raise_for_status()


def cheer_up(simulators: SimulatorUrls) -> None:
    """Bring every good mood back; Hacienda also forgets who failed to sign in."""
    mend(simulators.stripe)
    mend(simulators.mail)
    httpx.post(f"{simulators.hacienda}/_control/reset", trust_env=False, timeout=LONG_S)


def mend(simulator: str) -> None:
    httpx.post(f"{simulator}/_control/mood", json=[], trust_env=False, timeout=LONG_S)


def state_of(simulator: str) -> dict[str, Any]:  # Any: each tells what it wants
    """Ask a simulator what has happened to it."""
    return httpx.get(
        f"{simulator}/_control/state", trust_env=False, timeout=LONG_S
    ).json()
