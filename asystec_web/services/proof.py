"""When what was given counts as proven, and when it has to prove itself again."""

from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.errors import OnboardingError
from asystec_web.flow.agreement import KnownKey, agree
from asystec_web.flow.retrying import pause_after
from asystec_web.forms.types.hacienda_user import HaciendaUser
from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.models import (
    Business,
    CandidateStatus,
    ConnectionCandidate,
    ConnectionStatus,
    HaciendaConnection,
)
from asystec_web.models.columns import new_id, now
from asystec_web.models.connection import Credentials
from asystec_web.repositories import accounts, businesses, connections
from asystec_web.services.sealed_credentials import columns


async def check_again(session: AsyncSession, business: Business) -> None:
    """Have the connection of a business tried anew, in the background.

    What was given last is what counts: a candidate, else what was proven. What is
    plainly another's is not tried and no letter tells of it: the pages do at once.
    """
    proven = await businesses.connection(session, business.id)
    if proven is not None and proven.status == ConnectionStatus.CONNECTED:
        proven.status = ConnectionStatus.TO_CHECK.value
    candidate = await connections.candidate(session, business.id)
    if candidate is None or candidate.status == CandidateStatus.ACCEPTED:
        candidate = _copied(proven)
    if candidate is not None and candidate.is_complete:
        wait_anew(candidate, tries=0)
        failure = _another_s(business, candidate)
        if failure is not None:
            candidate.status = CandidateStatus.REJECTED.value
            candidate.next_try_at = None
            candidate.reason, candidate.reason_values = failure.code, failure.values
        await session.merge(candidate)


async def put_in_force(session: AsyncSession, proven: HaciendaConnection) -> None:
    """Put a connection that proved itself in place of any before.

    Whoever was reminded that this very key expires is not reminded again.
    """
    before = await businesses.connection(session, proven.business_id)
    if before is not None and before.key_expires_at == proven.key_expires_at:
        proven.reminded_days = before.reminded_days
    await session.merge(proven)


async def unchanged(
    session: AsyncSession, tried: ConnectionCandidate, business: Business
) -> ConnectionCandidate | None:
    """Find a candidate again, if what was tried is still what counts."""
    if not await _same_business(session, business):
        return None
    row = await connections.candidate(session, tried.business_id)
    if row is None or (row.version, row.status) != (tried.version, tried.status):
        return None
    return row


async def still_proven(
    session: AsyncSession, tried: HaciendaConnection, business: Business
) -> HaciendaConnection | None:
    """Find what is proven again, if it is what was tried: given anew, it is another."""
    if not await _same_business(session, business):
        return None
    row = await businesses.connection(session, tried.business_id)
    return row if row is not None and row.updated_at == tried.updated_at else None


def wait_anew(row: ConnectionCandidate, *, tries: int) -> None:
    """Have Hacienda asked: at once, or after a pause when it has just not answered."""
    row.version = new_id()
    row.status = CandidateStatus.WAITING.value
    row.reason, row.reason_values = "", {}
    row.tries, row.letter_due = tries, False
    row.given_at = now()
    row.next_try_at = row.given_at
    if tries:
        row.next_try_at += pause_after(tries - 1)


def _another_s(business: Business, row: Credentials) -> OnboardingError | None:
    """Compare what credentials tell while they are sealed with a business."""
    try:
        user = HaciendaUser.parse(row.api_user)
        agree(business, user, KnownKey(row.key_holder, row.key_cedula))
    except (WrongValue, OnboardingError) as failure:
        return failure if isinstance(failure, OnboardingError) else None
    return None


async def _same_business(session: AsyncSession, business: Business) -> bool:
    """Tell whether it still has its number; nobody changes it meanwhile."""
    await accounts.lock(session, business.account_id)
    owner = await connections.owner_of(session, business.id)
    return owner is not None and owner[1].id_number == business.id_number


def _copied(proven: HaciendaConnection | None) -> ConnectionCandidate | None:
    if proven is None:
        return None
    return ConnectionCandidate.model_validate(
        {
            **columns(proven),
            "business_id": proven.business_id,
            "status": CandidateStatus.WAITING.value,
        }
    )
