"""What a business answers, step by step; every answer is kept at once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.errors import InvalidForm, StepNotOpen
from asystec_web.errors.agreement import BusinessChanged
from asystec_web.flow.proposals import Choice, Listed, follow, told_apart
from asystec_web.forms.business import BusinessForm
from asystec_web.forms.consecutives import ConsecutivesForm
from asystec_web.models import (
    Account,
    Business,
    ConnectionStatus,
    Consecutive,
    HaciendaConnection,
)
from asystec_web.models.columns import now
from asystec_web.repositories import accounts, businesses, connections
from asystec_web.services.answers import Answers, read_answers
from asystec_web.services.database import Database
from asystec_web.services.hacienda.taxpayers import Taxpayer
from asystec_web.services.proof import check_again, put_in_force

# `CodigoActividadEmisor` has six characters: no document can carry more.
CODE_LENGTH = 6


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
        """Keep what the business is.

        The activities that Hacienda lists preselect those of a business that has
        chosen none. Another cédula replaces what was proposed for the one before and
        keeps what the person added; activities and numbers are asked again, and a
        proven connection has to be checked.
        """
        async with self._database.transaction() as session:
            business = await _locked(session, account_id)
            changed = business and business.id_number != form.cedula.number
            columns = _columns(form)
            if business is None:
                business = Business.model_validate(
                    {"account_id": account_id, **columns}
                )
                session.add(business)
            for column, value in columns.items():
                setattr(business, column, value)
            before = business.registered_activities or ()
            choice = await _choice(session, business.id)
            if taxpayer is not None or changed:
                listed = None if taxpayer is None else _listed(taxpayer)
                business.registered_activities = listed and told_apart(
                    listed, choice, before
                )
            business.updated_at = now()
            await session.flush()
            if changed:
                await _ask_again(session, business)
            if changed or not choice.codes:
                await _preselect(session, business, choice, before)

    async def choose_activities(
        self, account_id: UUID, codes: Sequence[str], main: str
    ) -> None:
        """Keep the activities chosen so far.

        Raises:
            StepNotOpen: There is no business yet.
        """
        async with self._database.transaction() as session:
            business = await _require(session, account_id)
            await businesses.replace_activities(session, business.id, codes, main)

    async def confirm_activities(self, account_id: UUID) -> None:
        """Answer the step with what is chosen.

        Raises:
            InvalidForm: Nothing is.
        """
        async with self._database.transaction() as session:
            business = await _require(session, account_id)
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
            business = await _require(session, account_id)
            if business.id_number != id_number:
                raise BusinessChanged
            proven.business_id = business.id
            await connections.forget_candidate(session, business.id)
            await put_in_force(session, proven)

    async def connect_later(self, account_id: UUID) -> None:
        """Answer the step with «later»; a proven connection is not thrown away."""
        async with self._database.transaction() as session:
            business = await _require(session, account_id)
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
            business = await _require(session, account_id)
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


async def _require(session: AsyncSession, account_id: UUID) -> Business:
    business = await _locked(session, account_id)
    if business is None:
        raise StepNotOpen
    return business


async def _locked(session: AsyncSession, account_id: UUID) -> Business | None:
    """Find the business, once nobody else is changing the account's answers.

    A phone and a computer may send at the same time. SQLite has one writer anyway.
    """
    await accounts.lock(session, account_id)
    return await businesses.of_account(session, account_id)


async def _choice(session: AsyncSession, business_id: UUID) -> Choice:
    chosen = await businesses.activities(session, business_id)
    main = next((each.code for each in chosen if each.is_main), "")
    return Choice(tuple(each.code for each in chosen), main)


async def _preselect(
    session: AsyncSession,
    business: Business,
    choice: Choice,
    before: Sequence[Mapping[str, str]],
) -> None:
    """Choose what Hacienda lists, which the person then confirms."""
    proposed = follow(choice, before, business.registered_activities or ())
    if proposed != choice:
        codes, main = proposed.codes, proposed.main
        await businesses.replace_activities(session, business.id, codes, main)
        business.activities_confirmed_at = None


async def _ask_again(session: AsyncSession, business: Business) -> None:
    """Take back what was answered for another number than the business has now."""
    business.activities_confirmed_at = None
    await businesses.replace_consecutives(session, business.id, [])
    await check_again(session, business)


def _columns(form: BusinessForm) -> dict[str, str | list[str]]:
    first, *more = form.invoice_emails
    return {
        "id_kind": form.cedula.kind,
        "id_number": form.cedula.number,
        "name": form.business_name,
        "trade_name": form.trade_name,
        "province": form.province,
        "canton": form.canton,
        "district": form.district,
        "neighbourhood": form.neighbourhood,
        "address": form.address,
        "phone_country": form.phone.country if form.phone else "",
        "phone_number": form.phone.number if form.phone else "",
        "invoice_email": first,
        "more_invoice_emails": more,
        "alcohol_registration": form.alcohol_registration,
    }


def _listed(taxpayer: Taxpayer) -> list[Listed]:
    return [
        Listed(code=act.code, title=act.title, old_codes=" ".join(act.old_codes))
        for act in taxpayer.activities
        if len(act.code) <= CODE_LENGTH
    ]
