"""The ledger of Stripe's events."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import StripeEvent
from asystec_web.models.columns import now


class EventKnown(Exception):
    """This event arrived before."""


async def add(session: AsyncSession, event: StripeEvent) -> None:
    """Enter an event into the ledger; its id decides what is a repeat.

    Raises:
        EventKnown: It is there already.
    """
    session.add(event)
    try:
        await session.flush()
    except IntegrityError:
        raise EventKnown from None


async def find(session: AsyncSession, event_id: str) -> StripeEvent | None:
    """Find an event in the ledger."""
    return await session.get(StripeEvent, event_id)


async def finish(session: AsyncSession, event_id: str) -> None:
    """Note that an event's work is done."""
    await session.exec(
        update(StripeEvent).where(col(StripeEvent.id) == event_id).values(done_at=now())
    )
