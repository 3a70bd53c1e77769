"""How long a key still serves, and when its owner is reminded."""

from datetime import datetime
from typing import Final

from asystec_web.flow.moments import HOME, day

REMINDERS: Final = (60, 30, 7, 1)
WARNED_DAYS: Final = REMINDERS[0]
_COUNTED_DAYS: Final = 730  # beyond, a number of days tells nobody anything


def days_left(expires_at: datetime, at: datetime) -> int:
    """Count the days until a key expires as a calendar here does; below 0 it has."""
    return (expires_at.astimezone(HOME).date() - at.astimezone(HOME).date()).days


def until(expires_at: datetime, left: int) -> str:
    """Write when a key expires, and in how many days."""
    on = day(expires_at)
    if left > _COUNTED_DAYS:
        return on
    if left < 0:
        return f"{on} (ya venció)"
    when = {0: "hoy", 1: "mañana"}.get(left, f"faltan {left} días")
    return f"{on} ({when})"


def reminder_due(left: int, reminded: int) -> int:
    """Give the reminder whose time has come, as days before the end; 0 for none.

    Of several that were missed only the nearest counts.

    Args:
        left: Days that are left.
        reminded: The last reminder that was sent; 0 for none.
    """
    if left < 0:
        return 0
    nearest = min((days for days in REMINDERS if left <= days), default=0)
    return 0 if reminded and nearest >= reminded else nearest
