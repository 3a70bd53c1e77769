import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlmodel import select

from asystec_web.models import Subscription, TrialClaim
from asystec_web.services.migrations import FOLDER, migrate
from tests.billing_world import BillingWorld

pytestmark = pytest.mark.both_databases


def before_trials(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.downgrade(config, "0003")


async def test_whoever_had_subscribed_before_has_no_trial_to_come(
    world: BillingWorld,
) -> None:
    await world.new_account("otra", cedula="3101999998")
    await world.subscribe()
    await world.billing.sync(world.account_id)
    async with world.database.engine.begin() as connection:
        await connection.run_sync(before_trials)

    await migrate(world.database)

    async with world.database.reading() as session:
        claims = (await session.exec(select(TrialClaim))).all()
        known = (await session.exec(select(Subscription))).one()
    assert [(each.id_number, each.attempt_id) for each in claims] == [
        ("3101999999", None)
    ]
    assert (known.status, known.disputed, known.next_amount) == ("active", False, 0)
