"""What a business gave and Hacienda has still to accept, kept beside what it did."""

from typing import Final
from uuid import UUID

import structlog

from asystec_web.errors import InvalidForm, StepNotOpen
from asystec_web.errors.agreement import BusinessChanged
from asystec_web.forms.hacienda import HaciendaForm, HaciendaSubmission, by_field
from asystec_web.forms.hacienda_parts import HaciendaParts
from asystec_web.models import (
    Business,
    CandidateStatus,
    ConnectionCandidate,
    ConnectionStatus,
    HaciendaConnection,
)
from asystec_web.models.connection import Credentials
from asystec_web.repositories import accounts, connections
from asystec_web.services.answers import Answers
from asystec_web.services.database import Database
from asystec_web.services.half_given import Sound, sound
from asystec_web.services.keys import Keys
from asystec_web.services.own_business import locked, required
from asystec_web.services.proof import wait_anew
from asystec_web.services.sealed_credentials import of_key, opened, sealed, whole
from asystec_web.services.vault import SealBroken, Vault

REMOVED: Final = "removed"  # stands for its reason; no sentence tells it

log = structlog.get_logger(__name__)


class Candidates:
    """Keeps candidates for a connection; what is proven stays until one is accepted."""

    def __init__(self, database: Database, keys: Keys, vault: Vault) -> None:
        """Keep them in a database, sealed in a vault."""
        self._database = database
        self._keys = keys
        self._vault = vault

    def complete(self, answers: Answers, submitted: HaciendaSubmission) -> HaciendaForm:
        """Read a submission, completed with what was given before.

        Raises:
            InvalidForm: A field was refused, or is missing now and before.
        """
        refused = _refused(submitted)
        if not refused:
            return HaciendaForm.from_submission(submitted)
        parts = HaciendaParts.from_submission(submitted).over(self.kept(answers))
        given = by_field(submitted)
        left = {
            field: code
            for field, code in refused.items()
            if given.get(field) or field in parts.missing
        }
        if left:
            raise InvalidForm(left)
        return whole(parts)

    def kept(self, answers: Answers) -> HaciendaParts:
        """Open what was given before: the candidate, else what is proven."""
        row: Credentials | None = answers.candidate or answers.connection
        if row is None or answers.business is None:
            return HaciendaParts()
        try:
            return opened(self._vault, row, str(answers.business.id))
        except SealBroken:
            # Its key is lost: all four are asked for as if never given.
            log.error("sealed_credentials_do_not_open")  # noqa: TRY400 - nothing to add
            return HaciendaParts()

    async def hold(self, business: Business, form: HaciendaForm) -> None:
        """Keep what passed everything here when Hacienda has just not answered."""
        checked = await sound(self._keys, business, HaciendaParts.from_form(form))
        await self._keep(business, checked, "", tries=1)

    async def hold_for_later(
        self, answers: Answers, submitted: HaciendaSubmission, source: str = ""
    ) -> None:
        """Keep what is sound of what was given, and try it in the background.

        What is missing is asked for later.

        Raises:
            InvalidForm: Nothing of what was given can be kept.
            KeyFailure: No more keys may be looked at for now.
        """
        business = answers.business
        if business is None:
            raise StepNotOpen
        parts = HaciendaParts.from_submission(submitted)
        given = by_field(submitted)
        unfit = {f: code for f, code in _refused(submitted).items() if given.get(f)}
        if parts.is_empty and unfit:
            raise InvalidForm(unfit)
        whole_so_far = parts.over(self.kept(answers))
        checked = await sound(self._keys, business, whole_so_far, source)
        await self._keep(business, checked, next(iter(unfit.values()), ""), tries=0)

    async def go_on_trying(self, business: Business) -> None:
        """Have the background go on with what Hacienda has just not answered about."""
        async with self._database.transaction() as session:
            await accounts.lock(session, business.account_id)
            row = await connections.candidate(session, business.id)
            if row is not None and row.is_complete:
                wait_anew(row, tries=1)

    async def remove(self, account_id: UUID) -> None:
        """Delete every sealed secret of a business; the step stays answered."""
        async with self._database.transaction() as session:
            business = await required(session, account_id)
            await connections.forget_candidate(session, business.id)
            later = ConnectionStatus.DEFERRED.value
            nothing = HaciendaConnection(
                business_id=business.id, status=later, reason=REMOVED
            )
            await session.merge(nothing)

    async def _keep(
        self, business: Business, checked: Sound, unfit: str, *, tries: int
    ) -> None:
        failure, parts, key = checked.failure, checked.parts, checked.key
        row = ConnectionCandidate.model_validate(
            {
                **sealed(self._vault, parts, str(business.id)),
                **of_key(key),
                "business_id": business.id,
                "status": CandidateStatus.INCOMPLETE.value,
                "reason": failure.code if failure else unfit,
                "reason_values": dict(failure.values) if failure else {},
            }
        )
        if key is not None and parts.hacienda_user is None:
            row.environment = key.environment
        if row.is_complete and failure is not None:
            row.status = CandidateStatus.REJECTED.value
        elif row.is_complete:
            wait_anew(row, tries=tries)
        async with self._database.transaction() as session:
            current = await locked(session, business.account_id)
            if current is None or current.id_number != business.id_number:
                raise BusinessChanged
            await session.merge(row)


def _refused(submitted: HaciendaSubmission) -> dict[str, str]:
    try:
        HaciendaForm.from_submission(submitted)
    except InvalidForm as failure:
        return failure.errors
    return {}
