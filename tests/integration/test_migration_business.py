from datetime import UTC, datetime
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlmodel import select

from asystec_web.models import Business, ChosenActivity
from asystec_web.services.database import Database
from asystec_web.services.migrations import FOLDER, differences, is_current, migrate
from asystec_web.settings import load_settings

pytestmark = pytest.mark.both_databases

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
async def database(database_url: str):  # noqa: ANN201 - an asynchronous fixture
    """A migrated database, and migrated again for whoever uses it next."""
    opened = Database(load_settings(database_url=database_url).async_database_url)
    yield opened
    await migrate(opened)
    await opened.close()


def back_to_first(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.downgrade(config, "0001")


def old_business(connection: Connection) -> None:
    """Write what the first version of the tables held."""
    tables = sa.MetaData()
    tables.reflect(connection)
    account, business = uuid4().hex, uuid4().hex
    if connection.dialect.name == "postgresql":
        account, business = str(uuid4()), str(uuid4())
    rows: dict[str, dict[str, object]] = {
        "account": {
            "id": account,
            "email": "persona@prueba.test",
            "full_name": "PERSONA DE PRUEBA",
            "password_hash": "-",
            "terms_version": "2026-11",
            "terms_accepted_at": NOW,
            "stripe_customer_generation": 0,
            "created_at": NOW,
        },
        "business": {
            "id": business,
            "account_id": account,
            "id_kind": "02",
            "id_number": "3101999999",
            "name": "EMPRESA DE PRUEBA",
            "trade_name": "",
            "province": "1",
            "canton": "01",
            "district": "01",
            "neighbourhood": "",
            "address": "Costado norte",
            "phone_country": "",
            "phone_number": "",
            "invoice_email": "facturas@prueba.test",
            "registered_activities": [],
            "created_at": NOW,
            "updated_at": NOW,
        },
        "chosen_activity": {
            "business_id": business,
            "code": "6201.0",
            "position": 0,
            "is_main": True,
        },
    }
    for table, row in rows.items():
        connection.execute(tables.tables[table].insert().values(row))


async def test_a_business_from_before_keeps_all_it_had(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.run_sync(back_to_first)
        await connection.run_sync(old_business)
    assert not await is_current(database)

    await migrate(database)

    assert await is_current(database)
    async with database.transaction() as session:
        kept = (await session.exec(select(Business))).one()
        assert kept.invoice_emails == ["facturas@prueba.test"]
        assert kept.more_invoice_emails == []
        assert kept.alcohol_registration == ""
        assert (await session.exec(select(ChosenActivity))).one().code == "6201.0"
        kept.more_invoice_emails = ["otro@prueba.test"]
        kept.alcohol_registration = "RF-8707-1"
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_way_back_takes_nothing_else(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.run_sync(back_to_first)
        await connection.run_sync(old_business)
    await migrate(database)

    async with database.engine.begin() as connection:
        await connection.run_sync(back_to_first)

    async with database.engine.connect() as connection:
        kept = await connection.execute(sa.text("select invoice_email from business"))
        assert kept.scalars().all() == ["facturas@prueba.test"]
        activities = await connection.execute(
            sa.text("select code from chosen_activity")
        )
        assert activities.scalars().all() == ["6201.0"]
