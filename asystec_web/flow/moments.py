"""Days and waits, in the words a person reads."""

import math
from datetime import datetime, timedelta, timezone

# Costa Rica keeps one time all year, so no table of time zones is needed.
HOME = timezone(timedelta(hours=-6))
_MINUTE_S = 60


def day(moment: datetime | None) -> str:
    """Write the day as people here do, 22/11/2027; empty when there is none."""
    return moment.astimezone(HOME).strftime("%d/%m/%Y") if moment else ""


def wait(seconds: float) -> str:
    """Say how long to wait, never less than it takes: 40 segundos, 3 minutos."""
    whole = max(1, math.ceil(seconds))
    if whole <= _MINUTE_S:
        return "1 segundo" if whole == 1 else f"{whole} segundos"
    return f"{math.ceil(whole / _MINUTE_S)} minutos"
