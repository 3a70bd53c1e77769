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
        learnt_at, value = self._things.get(key, (None, None))
        if learnt_at is None or self._clock() >= learnt_at + self._lifetime_s:
            return None
        return value

    def learn(self, key: Key, value: Value) -> None:
        """Remember something from now on."""
        self._things.pop(key, None)
        self._things[key] = (self._clock(), value)
        if len(self._things) > self._most:
            self._things.pop(next(iter(self._things)))
