"""Somebody who has signed up and answered everything but the plan."""

from uuid import UUID

from asystec_web.models import (
    Account,
    Business,
    ChosenActivity,
    ConnectionStatus,
    Consecutive,
    HaciendaConnection,
)
from asystec_web.models.columns import now
from asystec_web.services.database import Database


async def sign_up(database: Database, email: str, cedula: str) -> UUID:
    """Write the rows of a sign-up; gives the account."""
    account = Account(
        email=email,
        full_name="PERSONA DE PRUEBA",
        password_hash="-",
        terms_version="1",
        terms_accepted_at=now(),
    )
    business = Business(
        account_id=account.id,
        id_kind="02",
        id_number=cedula,
        name="EMPRESA DE PRUEBA SOCIEDAD ANONIMA",
        province="1",
        canton="01",
        district="01",
        address="Direccion de prueba",
        invoice_email=f"facturas-{email}",
        activities_confirmed_at=now(),
    )
    answers = [
        ChosenActivity(
            business_id=business.id, code="6201.0", position=0, is_main=True
        ),
        HaciendaConnection(
            business_id=business.id, status=ConnectionStatus.DEFERRED.value
        ),
        Consecutive(business_id=business.id, document_type="01", next_number=0),
    ]
    async with database.transaction() as session:
        session.add(account)
        await session.flush()
        session.add(business)
        await session.flush()
        session.add_all(answers)
    return account.id
