"""Moments as people in Costa Rica write them."""

from datetime import UTC, datetime, timedelta

# Costa Rica keeps the same time all year.
_COSTA_RICA = timedelta(hours=-6)


def written_date(moment: int) -> str:
    """Write the day of a moment: 27/11/2026."""
    return f"{datetime.fromtimestamp(moment, UTC) + _COSTA_RICA:%d/%m/%Y}"
