"""When Hacienda is not called: it said so, blocks us anyway, or is down."""

from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from asystec_web.services.hacienda.store import Store

# https://api.hacienda.go.cr/docs: an address beyond the limits is blocked this long.
BLOCKED_S = 600
LONGEST_S = 3600
# One number that always fails says nothing about the others; several in a row do.
FAILURES = 5
DOWN_S = 30
_PAUSE = "pause"


class Breaker:
    """Opens with refusals and failures, for all who share the store; time closes it.

    Failures are counted by each process for itself. After a pause for them one more
    opens it again, until a number is answered.
    """

    def __init__(self, store: Store) -> None:
        """Keep the pause in a store."""
        self._store = store
        self._failed: set[str] = set()

    async def is_open(self) -> bool:
        """Tell whether nobody should call yet."""
        return await self._store.recall(_PAUSE) is not None

    async def refused(self, retry_after: str) -> None:
        """Open for as long as a `Retry-After` says, ten minutes without one."""
        seconds = min(seconds_in(retry_after, BLOCKED_S), LONGEST_S)
        if seconds > 0:
            await self._store.learn(_PAUSE, b"refused", seconds)

    async def failed(self, number: str) -> None:
        """Count a number that got no useful answer."""
        if len(self._failed) < FAILURES:
            self._failed.add(number)
        if len(self._failed) >= FAILURES:
            # A claim: a refusal that lasts longer stays in force.
            await self._store.claim(_PAUSE, DOWN_S)

    def answered(self) -> None:
        """Trust Hacienda again."""
        self._failed.clear()


def seconds_in(retry_after: str, otherwise: float) -> float:
    """Read seconds or a date (RFC 9110, 10.2.3), or take what holds without them."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    with suppress(ValueError):
        moment = parsedate_to_datetime(text)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (zoned - datetime.now(UTC)).total_seconds())
    return otherwise
