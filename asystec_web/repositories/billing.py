"""Customers, attempts to pay, subscriptions and Stripe's events."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import (
    Account,
    AttemptStatus,
    PlanAttempt,
    StripeEvent,
    Subscription,
)
from asystec_web.models.columns import now
from asystec_web.repositories import trials

# How PostgreSQL and SQLite name the index of open attempts when it refuses a row.
_OPEN_ATTEMPT = ("uq_plan_attempt_open", "plan_attempt.account_id")


class AttemptOpen(Exception):
    """The account has an open attempt already: the unique index says so."""


class SubscriptionOvertaken(Exception):
    """Somebody wrote the row since it was looked up."""


class EventKnown(Exception):
    """This event arrived before."""


async def account_of_customer(session: AsyncSession, customer: str) -> UUID | None:
    """Find the account that pays as this Stripe customer."""
    found = select(Account.id).where(Account.stripe_customer_id == customer)
    return (await session.exec(found)).first()


async def accounts_that_pay(
    session: AsyncSession, after: UUID | None, most: int
) -> list[UUID]:
    """List the accounts that are customers of Stripe, or were, in pages by their id."""
    found = (
        select(Account.id)
        .outerjoin(Subscription, col(Subscription.account_id) == col(Account.id))
        .where(
            or_(
                col(Account.stripe_customer_id).is_not(None),
                col(Subscription.account_id).is_not(None),
            )
        )
        .order_by(col(Account.id))
        .limit(most)
    )
    if after is not None:
        found = found.where(col(Account.id) > after)
    return list((await session.exec(found)).all())


async def keep_customer(
    session: AsyncSession, account_id: UUID, generation: int, customer: str
) -> None:
    """Remember who an account pays as, unless the generation is over."""
    await session.exec(
        update(Account)
        .where(
            col(Account.id) == account_id,
            col(Account.stripe_customer_generation) == generation,
        )
        .values(stripe_customer_id=customer)
    )


async def end_generation(
    session: AsyncSession, account_id: UUID, generation: int
) -> None:
    """Forget a customer that is gone; the next one belongs to a new generation."""
    await session.exec(
        update(Account)
        .where(
            col(Account.id) == account_id,
            col(Account.stripe_customer_generation) == generation,
        )
        .values(stripe_customer_id=None, stripe_customer_generation=generation + 1)
    )


async def open_attempt(session: AsyncSession, account_id: UUID) -> PlanAttempt | None:
    """Find the one open attempt of an account."""
    found = select(PlanAttempt).where(
        PlanAttempt.account_id == account_id,
        PlanAttempt.status == AttemptStatus.OPEN.value,
    )
    return (await session.exec(found)).first()


async def attempt_with_page(
    session: AsyncSession, checkout_session: str
) -> PlanAttempt | None:
    """Find the attempt that led to a payment page."""
    found = select(PlanAttempt).where(
        PlanAttempt.checkout_session_id == checkout_session
    )
    return (await session.exec(found)).first()


async def add_attempt(session: AsyncSession, attempt: PlanAttempt) -> None:
    """Open an attempt.

    Raises:
        AttemptOpen: Somebody was faster.
    """
    session.add(attempt)
    try:
        await session.flush()
    except IntegrityError as refused:
        if any(name in str(refused.orig) for name in _OPEN_ATTEMPT):
            raise AttemptOpen from None
        raise


async def keep_checkout_session(
    session: AsyncSession, attempt_id: UUID, checkout_session: str
) -> bool:
    """Tie a payment page to its attempt; false when the attempt is over."""
    kept = await session.exec(
        update(PlanAttempt)
        .where(
            col(PlanAttempt.id) == attempt_id,
            col(PlanAttempt.status) == AttemptStatus.OPEN.value,
        )
        .values(checkout_session_id=checkout_session)
    )
    return kept.rowcount == 1


async def keep_return(
    session: AsyncSession, account_id: UUID, checkout_session: str
) -> None:
    """Note that somebody came back from the payment page of their open attempt."""
    await session.exec(
        update(PlanAttempt)
        .where(
            col(PlanAttempt.account_id) == account_id,
            col(PlanAttempt.checkout_session_id) == checkout_session,
            col(PlanAttempt.status) == AttemptStatus.OPEN.value,
            col(PlanAttempt.returned_at).is_(None),
        )
        .values(returned_at=now())
    )


async def end_attempt(
    session: AsyncSession, attempt_id: UUID, status: AttemptStatus
) -> None:
    """Close an attempt that is open; its trial is spent, or free again."""
    await trials.end_claim(session, attempt_id, spent=status is AttemptStatus.PAID)
    await session.exec(
        update(PlanAttempt)
        .where(
            col(PlanAttempt.id) == attempt_id,
            col(PlanAttempt.status) == AttemptStatus.OPEN.value,
        )
        .values(status=status.value)
    )


async def subscription_of(
    session: AsyncSession, account_id: UUID
) -> Subscription | None:
    """Give what was last known of an account's subscription."""
    return await session.get(Subscription, account_id)


async def write_subscription(
    session: AsyncSession, known: Subscription, since: datetime | None
) -> None:
    """Write what is known, if nobody wrote since it was looked up.

    `updated_at` only ever grows, so it tells one writing from another.

    Args:
        session: Where to write.
        known: What Stripe says.
        since: `updated_at` of the row there was before asking Stripe; none if
            there was no row.

    Raises:
        SubscriptionOvertaken: Somebody wrote; what is known may be old.
    """
    if since is None:
        known.updated_at = now()
        session.add(known)
        try:
            await session.flush()
        except IntegrityError:
            raise SubscriptionOvertaken from None
        return
    known.updated_at = max(now(), since + timedelta(microseconds=1))
    written = await session.exec(
        update(Subscription)
        .where(
            col(Subscription.account_id) == known.account_id,
            col(Subscription.updated_at) == since,
        )
        .values(**known.model_dump(exclude={"account_id"}))
    )
    if written.rowcount != 1:
        raise SubscriptionOvertaken


async def add_event(session: AsyncSession, event: StripeEvent) -> None:
    """Enter an event into the ledger; its id decides what is a repeat.

    Raises:
        EventKnown: It is there already.
    """
    session.add(event)
    try:
        await session.flush()
    except IntegrityError:
        raise EventKnown from None


async def event(session: AsyncSession, event_id: str) -> StripeEvent | None:
    """Find an event in the ledger."""
    return await session.get(StripeEvent, event_id)


async def finish_event(session: AsyncSession, event_id: str) -> None:
    """Note that an event's work is done."""
    await session.exec(
        update(StripeEvent).where(col(StripeEvent.id) == event_id).values(done_at=now())
    )
