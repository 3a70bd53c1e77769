"""A time during which Hacienda is not called: it said so, or blocks us anyway."""

import math
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# https://api.hacienda.go.cr/docs: an address beyond the limits is blocked this long.
BLOCKED_S = 600
LONGEST_S = 3600


class Pause:
    """Begins with a refusal and ends by the clock."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take a clock in seconds."""
        self._clock = clock
        self._until = -math.inf

    @property
    def lasts(self) -> bool:
        """Whether nobody should call yet."""
        return self._clock() < self._until

    def begin(self, retry_after: str) -> None:
        """Pause for as long as a `Retry-After` says, ten minutes without one."""
        self._until = self._clock() + min(_seconds(retry_after), LONGEST_S)


def _seconds(retry_after: str) -> float:
    """Read seconds or a date (RFC 9110, 10.2.3)."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    with suppress(ValueError):
        moment = parsedate_to_datetime(text)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (zoned - datetime.now(UTC)).total_seconds())
    return BLOCKED_S
