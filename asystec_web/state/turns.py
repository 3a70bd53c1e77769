"""What one tab has under way: the same act once, different acts one after the other."""

import asyncio
from collections.abc import Generator, Hashable
from contextlib import contextmanager
from dataclasses import dataclass, field

# Nobody clicks on more things than these while one is being answered.
MOST_WAITING = 20


@dataclass(slots=True)
class _Tab:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    acts: set[Hashable] = field(default_factory=set[Hashable])


class Turns:
    """The acts of every tab of this process.

    Kept in the process and not in the state: a worker that dies takes them along,
    and nobody waits for an act that no longer runs.
    """

    def __init__(self) -> None:
        """Begin with nothing under way."""
        self._tabs: dict[str, _Tab] = {}

    def busy(self, token: str) -> bool:
        """Tell whether a tab has something under way."""
        return token in self._tabs

    @contextmanager
    def taken(self, token: str, act: Hashable) -> Generator[asyncio.Lock | None]:
        """Queue an act; gives its turn, or nothing when it is under way already."""
        tab = self._tabs.setdefault(token, _Tab())
        if act in tab.acts or len(tab.acts) >= MOST_WAITING:
            yield None
            return
        tab.acts.add(act)
        try:
            yield tab.lock
        finally:
            tab.acts.discard(act)
            if not tab.acts:
                del self._tabs[token]
