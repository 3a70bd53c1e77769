"""When the next period ends."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta

from asystec_web.simulators.control import Json

DAY_S = 86_400


def period_after(start: int, recurring: Json, anchor: int) -> int:
    """Add one interval of a price to a moment.

    Args:
        start: When the period begins.
        recurring: The price's `recurring`: interval and how many of them.
        anchor: The subscription's billing anchor. Its day of the month is the one
            aimed at, so the 31st comes back after a shorter month.
    """
    begins = datetime.fromtimestamp(start, UTC)
    count = recurring["interval_count"]
    if recurring["interval"] in {"day", "week"}:
        days = count * (7 if recurring["interval"] == "week" else 1)
        return int((begins + timedelta(days=days)).timestamp())
    months = count * (12 if recurring["interval"] == "year" else 1)
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    wanted = datetime.fromtimestamp(anchor, UTC).day
    day = min(wanted, monthrange(year, month + 1)[1])
    return int(begins.replace(year=year, month=month + 1, day=day).timestamp())
