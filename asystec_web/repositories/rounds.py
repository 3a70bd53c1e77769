"""Whose turn a round is; each change is one statement, so that one worker wins."""

from datetime import datetime

from sqlalchemy import func, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import RoundTurn
from asystec_web.models.columns import now


async def clock(session: AsyncSession) -> datetime:
    """Tell the time that all workers agree on: hosts' own clocks may differ.

    SQLite has none of its own, and its workers are on one host.
    """
    if session.get_bind().dialect.name == "sqlite":
        return now()
    return (await session.exec(select(func.clock_timestamp()))).one()


async def is_free(session: AsyncSession, name: str) -> bool:
    """Tell whether a round is due and nobody has it, or nobody has begun it ever."""
    turn = await session.get(RoundTurn, name)
    at = await clock(session)
    return turn is None or (turn.due_at <= at and turn.held_until <= at)


async def ensure(session: AsyncSession, name: str) -> None:
    """Let a round be known, due at once."""
    at = await clock(session)
    kind = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = RoundTurn(name=name, held_until=at, due_at=at).model_dump()
    await session.exec(kind.insert(RoundTurn).values(row).on_conflict_do_nothing())


async def take(
    session: AsyncSession, name: str, holder: str, at: datetime, until: datetime
) -> bool:
    """Take a turn that is due and free."""
    taken = await session.exec(
        update(RoundTurn)
        .where(
            col(RoundTurn.name) == name,
            col(RoundTurn.due_at) <= at,
            col(RoundTurn.held_until) <= at,
        )
        .values(holder=holder, held_until=until)
    )
    return taken.rowcount == 1


async def keep(session: AsyncSession, name: str, holder: str, until: datetime) -> bool:
    """Hold a turn for longer; not one that somebody else has taken meanwhile."""
    kept = await session.exec(
        update(RoundTurn)
        .where(col(RoundTurn.name) == name, col(RoundTurn.holder) == holder)
        .values(held_until=until)
    )
    return kept.rowcount == 1


async def give_back(
    session: AsyncSession, name: str, holder: str, at: datetime, due_at: datetime
) -> None:
    """End a turn and say when the next round begins."""
    await session.exec(
        update(RoundTurn)
        .where(col(RoundTurn.name) == name, col(RoundTurn.holder) == holder)
        .values(holder="", held_until=at, due_at=due_at)
    )
