"""An account's business, found in order to change it."""

from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.errors import StepNotOpen
from asystec_web.models import Business
from asystec_web.repositories import accounts, businesses


async def locked(session: AsyncSession, account_id: UUID) -> Business | None:
    """Find the business, once nobody else is changing the account's answers.

    A phone and a computer may send at the same time. SQLite has one writer anyway.
    """
    await accounts.lock(session, account_id)
    return await businesses.of_account(session, account_id)


async def required(session: AsyncSession, account_id: UUID) -> Business:
    """Find it likewise, where there has to be one.

    Raises:
        StepNotOpen: There is none yet.
    """
    business = await locked(session, account_id)
    if business is None:
        raise StepNotOpen
    return business
