"""The mail simulator's inbox."""

import time
from dataclasses import dataclass

import httpx

from tests.e2e.server import Site

WAIT_S = 10


@dataclass(frozen=True, slots=True)
class Received:
    """A letter: where the inbox shows it, and what it says."""

    page: str
    subject: str
    text: str


def letters_to(email: str, site: Site) -> list[Received]:
    mail = site.simulators.mail
    letters = httpx.get(f"{mail}/api/messages", trust_env=False).json()
    return [
        Received(f"{mail}/mensajes/{each['id']}", each["subject"], each["text"])
        for each in letters
        if each["to"] == email
    ]


def letter_to(email: str, site: Site) -> Received:
    """Wait for the newest letter to somebody; it leaves in the background."""
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        found = letters_to(email, site)
        if found:
            return found[0]
        time.sleep(0.1)
    message = f"no letter came to {email}"
    raise AssertionError(message)
