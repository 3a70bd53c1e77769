"""What has to be looked at again, because nobody may ever tell us about it.

In no order, and some of it: whatever keeps failing must not keep the rest waiting.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import AttemptStatus, PlanAttempt, StripeEvent, Subscription

MOST = 100
_ENDED = ("canceled", "incomplete_expired")


async def open_attempts(
    session: AsyncSession, before: datetime
) -> Sequence[PlanAttempt]:
    """Pick attempts that have been open since before a moment."""
    found = select(PlanAttempt).where(
        PlanAttempt.status == AttemptStatus.OPEN.value,
        col(PlanAttempt.created_at) < before,
    )
    return (await session.exec(found.order_by(func.random()).limit(MOST))).all()


async def overdue(
    session: AsyncSession, ends_before: datetime, looked_before: datetime
) -> Sequence[UUID]:
    """Pick accounts whose live subscription is past its period.

    Args:
        session: Where to look.
        ends_before: The period ended before this, or no end is known.
        looked_before: And Stripe was not asked since this.
    """
    ends = col(Subscription.current_period_end)
    found = select(Subscription.account_id).where(
        col(Subscription.status).not_in(_ENDED),
        (ends < ends_before) | ends.is_(None),
        col(Subscription.updated_at) < looked_before,
    )
    return (await session.exec(found.order_by(func.random()).limit(MOST))).all()


async def undone_events(session: AsyncSession, before: datetime) -> Sequence[str]:
    """Pick events that arrived before a moment, and whose work was never done."""
    found = select(StripeEvent.id).where(
        col(StripeEvent.done_at).is_(None), col(StripeEvent.received_at) < before
    )
    return (await session.exec(found.order_by(func.random()).limit(MOST))).all()
