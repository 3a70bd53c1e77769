"""The limits Hacienda publishes, enforced.

Own code, not `limits`: its clock cannot be set, and tests do not wait ten minutes.
"""

import math
from collections import defaultdict, deque
from collections.abc import Callable

# https://api.hacienda.go.cr/docs: (calls, seconds); beyond them the address is
# blocked for ten minutes.
PUBLISHED_LIMITS = ((100, 5), (1200, 120))
BLOCKED_S = 600

# Limits of the sandbox's identity provider: failing tries of one user a minute.
MAX_FAILED_LOGINS = 5
FAILED_LOGINS_S = 60


class LookupThrottle:
    """Calls of every client to the taxpayer API."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start with no call of anyone."""
        self._clock = clock
        self._blocked_until: dict[str, float] = {}
        self._calls: defaultdict[str, deque[float]] = defaultdict(
            lambda: deque(maxlen=max(calls for calls, _ in PUBLISHED_LIMITS) + 1)
        )

    def blocked_for(self, client: str) -> int:
        """Note a call; tell for how many seconds its client is blocked, 0 if not."""
        now = self._clock()
        if now >= self._blocked_until.get(client, 0):
            calls = self._calls[client]
            calls.append(now)
            if not any(
                len(calls) > most and calls[-most - 1] > now - seconds
                for most, seconds in PUBLISHED_LIMITS
            ):
                return 0
            self._blocked_until[client] = now + BLOCKED_S
            calls.clear()
        return math.ceil(self._blocked_until[client] - now)


class FailedLogins:
    """Recent failures of every user at the identity provider."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start with no failure of anyone."""
        self._clock = clock
        self._failures: defaultdict[str, deque[float]] = defaultdict(
            lambda: deque(maxlen=MAX_FAILED_LOGINS)
        )

    def note(self, username: str) -> None:
        """Remember a failure."""
        self._failures[username].append(self._clock())

    def closed_for(self, username: str) -> int:
        """Tell for how many seconds a user may not try again, 0 if it may."""
        failures = self._failures[username]
        if len(failures) < MAX_FAILED_LOGINS:
            return 0
        return max(0, math.ceil(failures[0] + FAILED_LOGINS_S - self._clock()))
