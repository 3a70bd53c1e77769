"""What a business answers, step by step; every answer is kept at once."""

from collections.abc import Sequence
from uuid import UUID

from asystec_web.errors import InvalidForm
from asystec_web.errors.agreement import BusinessChanged
from asystec_web.forms.business import BusinessForm
from asystec_web.forms.consecutives import ConsecutivesForm
from asystec_web.models import (
    Account,
    ConnectionStatus,
    Consecutive,
    HaciendaConnection,
)
from asystec_web.models.columns import now
from asystec_web.repositories import businesses, connections
from asystec_web.services.answers import Answers, read_answers
from asystec_web.services.database import Database
from asystec_web.services.describing import describe
from asystec_web.services.hacienda.taxpayers import Taxpayer
from asystec_web.services.own_business import required
from asystec_web.services.proof import put_in_force


class Businesses:
    """Keeps the answers of the sign-up."""

    def __init__(self, database: Database) -> None:
        """Keep them in a database."""
        self._database = database

    async def answers(self, account: Account) -> Answers:
        """Read everything an account has answered."""
        return await read_answers(self._database, account)

    async def describe(
        self, account_id: UUID, form: BusinessForm, taxpayer: Taxpayer | None
    ) -> None:
        """Keep what the business is; other answers may have to be asked again."""
        async with self._database.transaction() as session:
            await describe(session, account_id, form, taxpayer)

    async def choose_activities(
        self, account_id: UUID, codes: Sequence[str], main: str
    ) -> None:
        """Keep the activities chosen so far.

        Raises:
            StepNotOpen: There is no business yet.
        """
        async with self._database.transaction() as session:
            business = await required(session, account_id)
            await businesses.replace_activities(session, business.id, codes, main)

    async def confirm_activities(self, account_id: UUID) -> None:
        """Answer the step with what is chosen.

        Raises:
            InvalidForm: Nothing is.
        """
        async with self._database.transaction() as session:
            business = await required(session, account_id)
            if not await businesses.activities(session, business.id):
                raise InvalidForm({"activities": "activities.none"})
            business.activities_confirmed_at = now()

    async def connect(
        self, account_id: UUID, id_number: str, proven: HaciendaConnection
    ) -> None:
        """Keep a connection that has proved itself, in place of any before.

        Raises:
            BusinessChanged: It was proved for another number than the business has now.
        """
        async with self._database.transaction() as session:
            business = await required(session, account_id)
            if business.id_number != id_number:
                raise BusinessChanged
            proven.business_id = business.id
            await connections.forget_candidate(session, business.id)
            await put_in_force(session, proven)

    async def connect_later(self, account_id: UUID) -> None:
        """Answer the step with «later»; a proven connection is not thrown away."""
        async with self._database.transaction() as session:
            business = await required(session, account_id)
            if await businesses.connection(session, business.id) is None:
                session.add(
                    HaciendaConnection(
                        business_id=business.id,
                        status=ConnectionStatus.DEFERRED.value,
                    )
                )

    async def number(self, account_id: UUID, form: ConsecutivesForm) -> None:
        """Keep the next number of each document type."""
        async with self._database.transaction() as session:
            business = await required(session, account_id)
            numbers = [
                Consecutive(
                    business_id=business.id,
                    document_type=document_type.value,
                    branch=form.branch,
                    terminal=form.terminal,
                    next_number=number,
                )
                for document_type, number in form.next_numbers.items()
            ]
            await businesses.replace_consecutives(session, business.id, numbers)
