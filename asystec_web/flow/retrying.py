"""When Hacienda is asked again about what it could not answer."""

import random
from datetime import timedelta
from typing import Final

_PAUSES_S: Final = (60, 5 * 60, 15 * 60, 60 * 60)
# Outages last hours; after a week there is more amiss, and the person is asked.
PATIENCE: Final = timedelta(days=7)
# After an outage not everybody may come back in the same second.
_JITTER: Final = 0.2


def pause_after(tries: int) -> timedelta:
    """Give the pause after so many tries: it grows up to an hour."""
    seconds = _PAUSES_S[min(tries, len(_PAUSES_S) - 1)]
    spread = random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - guards nothing
    return timedelta(seconds=seconds * spread)
