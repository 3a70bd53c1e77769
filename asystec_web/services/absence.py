"""Redis away: noticed once, and not waited for again at every question."""

import time
from collections.abc import Callable

LEFT_ALONE_S = 10


class Absence:
    """The time after a failure in which nobody tries again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin without one."""
        self._clock = clock
        self._until = -float("inf")

    @property
    def lasts(self) -> bool:
        """Whether to do without for now."""
        return self._clock() < self._until

    def begin(self) -> None:
        """Do without from now on, for a while."""
        self._until = self._clock() + LEFT_ALONE_S
