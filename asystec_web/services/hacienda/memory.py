"""What is remembered for a while, and only so much of it."""

from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class ShortMemory(Generic[Key, Value]):
    """Forgets by age, and the oldest first when there is too much."""

    def __init__(
        self, lifetime_s: float, most: int, clock: Callable[[], float]
    ) -> None:
        """Remember so many things for so many seconds of a clock."""
        self._lifetime_s = lifetime_s
        self._most = most
        self._clock = clock
        # In the order of their age, for a dict keeps that of insertion.
        self._things: dict[Key, tuple[float, Value]] = {}

    def recall(self, key: Key) -> Value | None:
        """Give what is remembered under a key, if it still is."""
        until, value = self._things.get(key, (None, None))
        if until is None or self._clock() >= until:
            return None
        return value

    def learn(self, key: Key, value: Value, lifetime_s: float | None = None) -> None:
        """Remember something from now on; a lifetime of its own goes first."""
        self._things.pop(key, None)
        lasts_s = self._lifetime_s if lifetime_s is None else lifetime_s
        self._things[key] = (self._clock() + lasts_s, value)
        if len(self._things) > self._most:
            self._things.pop(next(iter(self._things)))

    def forget(self, key: Key) -> None:
        """Remember it no longer."""
        self._things.pop(key, None)
