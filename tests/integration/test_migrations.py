from uuid import uuid4

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect
from sqlmodel import SQLModel

from asystec_web import models
from asystec_web.services.database import Database
from asystec_web.services.migrations import (
    FOLDER,
    differences,
    is_current,
    migrate,
)
from asystec_web.settings import load_settings

pytestmark = pytest.mark.both_databases


@pytest.fixture
async def database(database_url: str):  # noqa: ANN201 - an asynchronous fixture
    """A migrated database."""
    opened = Database(load_settings(database_url=database_url).async_database_url)
    yield opened
    await opened.close()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def downgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.downgrade(config, "base")


async def test_the_migrated_schema_is_that_of_the_models(database: Database) -> None:
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        migrated = await connection.run_sync(tables)

    assert migrated == set(SQLModel.metadata.tables)
    assert len(migrated) == len(
        [name for name in models.__all__ if hasattr(getattr(models, name), "__table__")]
    )


async def test_a_migrated_database_is_current(database: Database) -> None:
    assert await is_current(database)


async def test_migrating_twice_changes_nothing(database: Database) -> None:
    await migrate(database)

    assert await is_current(database)


async def test_the_way_back_leaves_nothing_and_the_way_up_all(
    database: Database,
) -> None:
    async with database.engine.begin() as connection:
        await connection.run_sync(downgrade)

    async with database.engine.connect() as connection:
        assert await connection.run_sync(tables) == set()
    assert not await is_current(database)
    await migrate(database)
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_sealed_secrets_never_show_in_a_row(database: Database) -> None:
    del database
    row = models.HaciendaConnection(
        business_id=uuid4(),
        status="connected",
        sealed_password=b"x",
        sealed_key=b"x",
        sealed_pin=b"x",
    )

    assert "sealed" not in repr(row)
    assert "password_hash" not in repr(
        models.Account.model_construct(password_hash="x")
    )
