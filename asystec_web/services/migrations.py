"""The schema, brought up to date with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlmodel import SQLModel

from asystec_web.services.database import Database

FOLDER = Path(__file__).parents[2] / "alembic"


async def migrate(database: Database) -> None:
    """Apply what is missing, in one transaction where the database can."""
    async with database.engine.begin() as connection:
        await connection.run_sync(_upgrade)


async def is_current(database: Database) -> bool:
    """Tell whether every migration is applied."""
    async with database.engine.connect() as connection:
        applied = await connection.run_sync(_applied)
    return applied == set(ScriptDirectory.from_config(_config()).get_heads())


async def draft(database: Database, message: str, revision: str) -> None:
    """Write the migration that turns the applied schema into the tables' one."""
    async with database.engine.begin() as connection:
        await connection.run_sync(
            lambda sync: command.revision(
                _config(sync), message, autogenerate=True, rev_id=revision
            )
        )


def differences(connection: Connection) -> list[object]:
    """List where the migrated schema and the tables' own differ."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - slow, rare

    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, SQLModel.metadata))


def _upgrade(connection: Connection) -> None:
    command.upgrade(_config(connection), "head")


def _applied(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
