"""The mail simulator's inbox."""

import re
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


def letter_to(email: str, site: Site, about: str = "") -> Received:
    """Wait for the newest letter to somebody; it leaves in the background."""
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        for letter in letters_to(email, site):
            if about in letter.subject:
                return letter
        time.sleep(0.1)
    message = f"no letter came to {email}"
    raise AssertionError(message)


def letters_to(email: str, site: Site) -> list[Received]:
    mail = site.simulators.mail
    letters = httpx.get(f"{mail}/api/messages", trust_env=False).json()
    return [
        Received(f"{mail}/mensajes/{each['id']}", each["subject"], each["text"])
        for each in letters
        if each["to"] == email
    ]


def link_in(about: str, email: str, site: Site) -> str:
    """Wait for a letter and give the link in it."""
    found = re.search(r"http://\S+", letter_to(email, site, about).text)
    assert found is not None
    return found.group()
