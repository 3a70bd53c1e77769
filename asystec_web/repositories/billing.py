"""Who pays as which customer of Stripe, and the subscriptions they have."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.models import Account, Subscription
from asystec_web.models.columns import now


class SubscriptionOvertaken(Exception):
    """Somebody wrote the row since it was looked up."""


async def account_of_customer(session: AsyncSession, customer: str) -> UUID | None:
    """Find the account that pays as this Stripe customer."""
    found = select(Account.id).where(Account.stripe_customer_id == customer)
    return (await session.exec(found)).first()


async def accounts_of_customers(
    session: AsyncSession, customers: Collection[str | None]
) -> Mapping[str | None, UUID]:
    """Find the accounts that pay as these Stripe customers; others are left out."""
    customer = col(Account.stripe_customer_id)
    found = select(customer, Account.id).where(customer.in_(customers))
    return dict((await session.exec(found)).all())


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
