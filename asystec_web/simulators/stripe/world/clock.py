"""The time of a world."""

import time
from collections.abc import Generator
from contextlib import contextmanager


class Clock:
    """The real time, moved by what was advanced.

    Attributes:
        offset: Seconds it was moved ahead.
    """

    def __init__(self) -> None:
        """Begin at the present time."""
        self.offset = 0
        self._frozen_at: int | None = None

    @property
    def now(self) -> int:
        """The world's time: the real one, moved by what was advanced."""
        return self._frozen_at or int(time.time()) + self.offset

    def told(self, moment: int, earliest: int = 0) -> int:
        """Read a moment that a caller gives.

        Callers live in real time and know nothing of the days this clock was moved
        ahead: a moment that would come too early here is one of theirs.

        Args:
            moment: What the caller gave.
            earliest: Seconds from now before which it makes no sense.
        """
        early = moment - self.now < earliest
        return moment + self.offset if early else moment

    @contextmanager
    def at(self, moment: int) -> Generator[None]:
        """Let something happen at a moment of the world's own."""
        self._frozen_at = moment
        try:
            yield
        finally:
            self._frozen_at = None
