"""`asystec rotate-keys`: the old key is needed no more, and nothing was lost."""

import asyncio
import os
import subprocess
import sys
from base64 import b64encode
from uuid import UUID

import pytest
from pydantic import SecretBytes, SecretStr
from sqlmodel import select

from asystec_web.flow.steps import Step
from asystec_web.forms.hacienda_parts import HaciendaParts
from asystec_web.forms.types.hacienda_user import HaciendaUser
from asystec_web.frontend import ROOT
from asystec_web.models import Business, ConnectionCandidate, HaciendaConnection
from asystec_web.repositories import sealed as rows
from asystec_web.services import Services, key_rotation
from asystec_web.services.key_rotation import rotate
from asystec_web.services.sealed_credentials import opened, sealed
from asystec_web.services.vault import SealBroken, Vault
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from tests.factories import API_USER, answer_before, new_account

pytestmark = pytest.mark.both_databases
OLD, NEW, LOST = (bytes([number]) * 32 for number in (1, 2, 3))
BEFORE, DURING, AFTER = Vault([OLD]), Vault([NEW, OLD]), Vault([NEW])
MANY = 7
COMMAND = [sys.executable, "-m", "asystec_web.cli", "rotate-keys"]


class Stopped(Exception):
    """Stands for a power cut."""


def quietly(done: int, total: int) -> None:
    assert done <= total


def given(word: str) -> HaciendaParts:
    return HaciendaParts(
        HaciendaUser.parse(API_USER),
        SecretStr(f"{DEMO_PASSWORD}{word}"),
        SecretBytes(word.encode()),
        SecretStr(f"pin {word}"),
    )


async def fill(services: Services, vault: Vault, many: int = MANY) -> list[UUID]:
    """Put businesses in place with a connection and a candidate each."""
    owners: list[UUID] = []
    for number in range(many):
        account = await new_account()
        await answer_before(account, Step.HACIENDA)
        async with services.database.transaction() as session:
            query = select(Business.id).where(Business.account_id == account.id)
            owner = (await session.exec(query)).one()
            for table, status in (
                (HaciendaConnection, "connected"),
                (ConnectionCandidate, "waiting"),
            ):
                columns = sealed(vault, given(str(number)), str(owner))
                filled = {**columns, "business_id": owner, "status": status}
                session.add(table.model_validate(filled))
        owners.append(owner)
    return owners


async def open_all(
    services: Services, vault: Vault, owners: list[UUID]
) -> list[HaciendaParts]:
    """Open the connection of each; the candidate has to hold the same."""
    every: list[HaciendaParts] = []
    async with services.database.reading() as session:
        for owner in owners:
            proven, candidate = [
                opened(vault, row, str(owner))
                for table in rows.TABLES
                if (row := await session.get(table, owner)) is not None
            ]
            assert proven == candidate
            every.append(proven)
    return every


async def test_afterwards_the_new_key_alone_opens_everything(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_rotation, "AT_A_TIME", 3)
    owners = await fill(services, BEFORE)
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    done = await rotate(services.database, DURING, tell)

    assert (done.sealed, done.left, done.unreadable) == (2 * MANY, 0, 0)
    kept = await open_all(services, AFTER, owners)
    assert kept == [given(str(number)) for number in range(MANY)]
    assert told[-1] == (2 * MANY, 2 * MANY)
    assert len(told) > 4, "it tells after every transaction"


async def test_a_second_time_nothing_is_left_to_do(services: Services) -> None:
    await fill(services, BEFORE)
    await rotate(services.database, DURING, quietly)

    assert (await rotate(services.database, DURING, quietly)).sealed == 0


async def test_stopped_halfway_it_goes_on_with_the_rest(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_rotation, "AT_A_TIME", 2)
    owners = await fill(services, BEFORE)

    def stop(done: int, total: int) -> None:
        del total
        if done >= 4:
            raise Stopped

    with pytest.raises(Stopped):
        await rotate(services.database, DURING, stop)
    await open_all(services, DURING, owners)
    rest = await rotate(services.database, DURING, quietly)

    assert (rest.sealed, rest.left) == (2 * MANY - 4, 0)
    await open_all(services, AFTER, owners)


async def test_what_the_app_writes_meanwhile_stays(services: Services) -> None:
    [owner] = await fill(services, BEFORE, 1)
    async with services.database.reading() as session:
        read = await session.get(HaciendaConnection, owner)
    assert read is not None
    anew = sealed(DURING, given("0"), str(owner))
    async with services.database.transaction() as session:
        columns = sealed(BEFORE, given("nueva"), str(owner))
        filled = {**columns, "business_id": owner, "status": "connected"}
        await session.merge(HaciendaConnection.model_validate(filled))

    async with services.database.transaction() as session:
        secrets = {name: anew[name] for name in rows.COLUMNS}
        swapped = await rows.swap(session, read, secrets)  # pyright: ignore[reportArgumentType] - all three are there
    done = await rotate(services.database, DURING, quietly)

    assert not swapped
    assert done.left == 0
    async with services.database.reading() as session:
        kept = await session.get(HaciendaConnection, owner)
    assert kept is not None
    assert opened(AFTER, kept, str(owner)) == given("nueva")


async def test_what_no_key_opens_is_told_and_left_as_it_is(services: Services) -> None:
    await fill(services, Vault([LOST]), 1)
    await fill(services, BEFORE, 1)

    done = await rotate(services.database, DURING, quietly)

    assert (done.sealed, done.left, done.unreadable) == (2, 2, 2)


async def test_a_part_that_is_missing_stays_missing(services: Services) -> None:
    [owner] = await fill(services, BEFORE, 1)
    async with services.database.transaction() as session:
        row = await session.get(ConnectionCandidate, owner)
        assert row is not None
        row.sealed_pin = None

    await rotate(services.database, DURING, quietly)

    async with services.database.reading() as session:
        row = await session.get(ConnectionCandidate, owner)
        assert row is not None
        assert opened(AFTER, row, str(owner)).missing == ["pin"]


async def test_the_command_rotates_and_says_how_far_it_came(services: Services) -> None:
    owners = await fill(services, BEFORE, 3)

    ran = subprocess.run(  # noqa: ASYNC221, S603 - our own command
        COMMAND,
        cwd=ROOT,
        env=_environment(services),
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert "6 of 6" in ran.stdout
    assert "The earlier keys are no longer needed." in ran.stdout
    await open_all(services, AFTER, owners)
    with pytest.raises(SealBroken):
        await open_all(services, BEFORE, owners)


async def test_killed_in_the_middle_while_the_app_writes_it_loses_nothing(
    services: Services,
) -> None:
    owners = await fill(services, BEFORE, 120)
    writing = asyncio.create_task(_replace_all(services, owners))
    environment = _environment(services)

    with subprocess.Popen(  # noqa: ASYNC220, S603 - our own command, which starts at once
        COMMAND, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as rotating:
        assert rotating.stdout is not None
        first = await asyncio.to_thread(rotating.stdout.readline)
        rotating.kill()
    await writing
    rest = await rotate(services.database, DURING, quietly)

    assert 0 < int(first.split()[0]) <= 100
    assert (rest.left, rest.unreadable) == (0, 0)
    async with services.database.reading() as session:
        for owner in owners:
            row = await session.get(HaciendaConnection, owner)
            assert row is not None
            assert opened(AFTER, row, str(owner)) == given("nueva")


async def _replace_all(services: Services, owners: list[UUID]) -> None:
    """Give every connection anew, as workers with the earlier settings would."""
    for owner in owners:
        async with services.database.transaction() as session:
            columns = sealed(BEFORE, given("nueva"), str(owner))
            filled = {**columns, "business_id": owner, "status": "connected"}
            await session.merge(HaciendaConnection.model_validate(filled))


def _environment(services: Services) -> dict[str, str]:
    return {
        **os.environ,
        "ASYSTEC_DATABASE_URL": services.settings.database_url.get_secret_value(),
        "ASYSTEC_SECRET_KEYS": ",".join(b64encode(key).decode() for key in (NEW, OLD)),
    }
