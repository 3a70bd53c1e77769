"""Columns that behave alike on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator
from typing_extensions import override


class UtcDateTime(TypeDecorator[datetime]):
    """An aware timestamp in UTC; SQLite, which keeps none, gets the zone back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Refuse what has no zone: a guess would be off by six hours here."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a timestamp needs its time zone"
            raise ValueError(message)
        return value.astimezone(UTC)

    @override
    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value


def now() -> datetime:
    """Tell the time, in UTC."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """Make an identifier nobody can guess."""
    return uuid4()
