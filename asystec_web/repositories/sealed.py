"""Every column that holds something sealed, for sealing it anew under another key."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import and_, func, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import ConnectionCandidate, HaciendaConnection

SealedTable: TypeAlias = type[HaciendaConnection] | type[ConnectionCandidate]
TABLES: tuple[SealedTable, ...] = (HaciendaConnection, ConnectionCandidate)
COLUMNS = ("sealed_password", "sealed_key", "sealed_pin")


async def under_other_keys(
    session: AsyncSession,
    table: SealedTable,
    header: bytes,
    after: UUID | None,
    most: int,
) -> Sequence[HaciendaConnection | ConnectionCandidate]:
    """List rows with anything that does not begin with a header, by their owner."""
    query = (
        select(table)
        .where(_other(table, header))
        .order_by(col(table.business_id))
        .limit(most)
    )
    if after is not None:
        query = query.where(col(table.business_id) > after)
    return (await session.exec(query)).all()


async def count_under_other_keys(
    session: AsyncSession, table: SealedTable, header: bytes
) -> int:
    """Count those rows."""
    query = select(func.count()).select_from(table).where(_other(table, header))
    return (await session.exec(query)).one()


async def swap(
    session: AsyncSession,
    row: HaciendaConnection | ConnectionCandidate,
    anew: Mapping[str, bytes],
) -> bool:
    """Put new ciphertexts in place of exactly those that a row was read with."""
    table = type(row)
    unchanged = [getattr(table, name) == getattr(row, name) for name in anew]
    swapped = await session.exec(
        update(table)
        .where(col(table.business_id) == row.business_id, *unchanged)
        .values(**anew)
    )
    return swapped.rowcount == 1


def _other(table: SealedTable, header: bytes):  # noqa: ANN202 - SQLAlchemy's own type
    columns = [getattr(table, name) for name in COLUMNS]
    return or_(
        *(
            and_(column.is_not(None), func.substr(column, 1, len(header)) != header)
            for column in columns
        )
    )
