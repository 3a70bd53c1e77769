"""Accounts, their sessions and their single-use tokens."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.errors.account import EmailTaken
from asystec_web.models import Account, EmailToken, LoginSession, TokenPurpose


class TokenSpent(Exception):
    """A token was used before: the unique column says so."""


async def add(session: AsyncSession, account: Account) -> None:
    """Add an account; the unique column decides who was first.

    Raises:
        EmailTaken: The e-mail has an account.
    """
    session.add(account)
    try:
        await session.flush()
    except IntegrityError:
        raise EmailTaken from None


async def with_email(session: AsyncSession, email: str) -> Account | None:
    """Find by e-mail, which is kept in lower case."""
    return (await session.exec(select(Account).where(Account.email == email))).first()


async def with_id(session: AsyncSession, account_id: UUID) -> Account | None:
    """Find by identifier."""
    return await session.get(Account, account_id)


async def lock(session: AsyncSession, account_id: UUID) -> None:
    """Make others who want to change what hangs on an account wait."""
    query = select(Account.id).where(Account.id == account_id).with_for_update()
    await session.exec(query)


async def spend_token(
    session: AsyncSession, purpose: TokenPurpose, token_hash: bytes, at: datetime
) -> UUID | None:
    """Use a token up and give its account, once; the row's own state decides."""
    spent = await session.exec(
        update(EmailToken)
        .where(
            col(EmailToken.token_hash) == token_hash,
            col(EmailToken.purpose) == purpose.value,
            col(EmailToken.used_at).is_(None),
            col(EmailToken.expires_at) > at,
        )
        .values(used_at=at)
        .returning(col(EmailToken.account_id))
    )
    return spent.scalar_one_or_none()


async def keep_spent_token(session: AsyncSession, spent: EmailToken) -> None:
    """Note that a token which is kept nowhere else was used.

    Raises:
        TokenSpent: It was used before, or its account is gone.
    """
    session.add(spent)
    try:
        await session.flush()
    except IntegrityError:
        raise TokenSpent from None


async def token_owner(
    session: AsyncSession, purpose: TokenPurpose, token_hash: bytes, at: datetime
) -> Account | None:
    """Tell whose unused token this is, without using it up."""
    found = await session.exec(
        select(Account)
        .join(EmailToken, col(EmailToken.account_id) == col(Account.id))
        .where(
            col(EmailToken.token_hash) == token_hash,
            col(EmailToken.purpose) == purpose.value,
            col(EmailToken.used_at).is_(None),
            col(EmailToken.expires_at) > at,
        )
    )
    return found.first()


async def spend_tokens(
    session: AsyncSession,
    account_id: UUID,
    purposes: Collection[TokenPurpose],
    at: datetime,
) -> None:
    """Use up whatever tokens of these purposes an account has left."""
    await session.exec(
        update(EmailToken)
        .where(
            col(EmailToken.account_id) == account_id,
            col(EmailToken.purpose).in_([purpose.value for purpose in purposes]),
            col(EmailToken.used_at).is_(None),
        )
        .values(used_at=at)
    )


async def open_session(
    session: AsyncSession, token_hash: bytes, at: datetime
) -> LoginSession | None:
    """Find a login session that is neither over nor revoked."""
    found = await session.exec(
        select(LoginSession).where(
            LoginSession.token_hash == token_hash,
            col(LoginSession.revoked_at).is_(None),
            col(LoginSession.expires_at) > at,
        )
    )
    return found.first()


async def open_sessions(
    session: AsyncSession, account_id: UUID, at: datetime
) -> Sequence[LoginSession]:
    """List the sessions of an account that are neither over nor revoked."""
    found = await session.exec(
        select(LoginSession)
        .where(
            LoginSession.account_id == account_id,
            col(LoginSession.revoked_at).is_(None),
            col(LoginSession.expires_at) > at,
        )
        .order_by(col(LoginSession.created_at).desc())
    )
    return found.all()


async def revoke_sessions(
    session: AsyncSession, account_id: UUID, at: datetime, *, but: bytes | None = None
) -> None:
    """Revoke the sessions of an account, all or all but one."""
    query = update(LoginSession).where(
        col(LoginSession.account_id) == account_id,
        col(LoginSession.revoked_at).is_(None),
    )
    if but is not None:
        query = query.where(col(LoginSession.token_hash) != but)
    await session.exec(query.values(revoked_at=at))
