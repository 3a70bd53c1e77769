"""The mail simulator's inbox."""

import re
from dataclasses import dataclass

import httpx

from tests.e2e.server import Site
from tests.waiting import LONG_S, until_true


@dataclass(frozen=True, slots=True)
class Received:
    """A letter: where the inbox shows it, and what it says."""

    page: str
    subject: str
    text: str


def letter_to(email: str, site: Site, about: str = "") -> Received:
    """Wait for the newest letter to somebody; it leaves in the background."""

    def those() -> list[Received]:
        return [each for each in letters_to(email, site) if about in each.subject]

    until_true(lambda: bool(those()))
    return those()[0]


def letters_to(email: str, site: Site) -> list[Received]:
    mail = site.simulators.mail
    url = f"{mail}/api/messages"
    letters = httpx.get(url, trust_env=False, timeout=LONG_S).json()
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
