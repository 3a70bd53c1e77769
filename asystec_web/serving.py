"""Bringing the whole thing up: schema, pages, simulators, server."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, nullcontext

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from reflex.constants import Env
from reflex.environment import environment

from asystec_web import frontend
from asystec_web.building import build_environment, build_pages
from asystec_web.ports import answers, is_taken, wait_until_answering
from asystec_web.services.billing.account_setup import SetupRefused, set_up_account
from asystec_web.services.database import Database
from asystec_web.services.migrations import migrate
from asystec_web.settings import Settings

SIMULATORS_START_S = 30
SIMULATOR_PORTS = {8451: "Hacienda", 8452: "Stripe", 8453: "mail inbox", 8454: "SMTP"}

Say = Callable[[str], None]


class CannotStart(Exception):
    """Something keeps the app from starting; says what and how to mend it."""


def serve(settings: Settings, say: Say, *, simulators: bool) -> None:
    """Start everything and serve until told to stop.

    Raises:
        CannotStart: A port is taken, or a simulator did not come up.
        BuildFailed: The pages could not be built.
    """
    with _prepared(settings, simulators=simulators):
        build_pages(settings, say)
        say(greeting(settings))
        _serve_app(settings)


def develop(settings: Settings, say: Say) -> None:
    """Serve with hot reload: every change of a source rebuilds what it touches.

    Reflex's own development server would put pages and endpoints on two ports, and
    our cookie and forms need one.

    Raises:
        CannotStart: A port is taken, or a simulator did not come up.
    """
    port = str(settings.port)
    ports = ("--frontend-port", port, "--backend-port", port)
    host = ("--backend-host", settings.host)
    with _prepared(settings, simulators=settings.demo):
        say(greeting(settings))
        subprocess.run(  # noqa: S603 - our own interpreter and settings
            [sys.executable, "-m", "reflex", "run", "--env", "preview", *host, *ports],
            cwd=frontend.ROOT,
            env=build_environment(),
            check=False,
        )


@contextmanager
def _prepared(settings: Settings, *, simulators: bool) -> Generator[None]:
    """Bring up what the app needs: a free port, the schema, the simulators."""
    if is_taken(settings.host, settings.port):
        message = (
            f"Port {settings.port} is taken. Stop what uses it, or choose another: "
            f"ASYSTEC_PORT={settings.port + 10} make run"
        )
        raise CannotStart(message)
    asyncio.run(migrate_database(settings))
    with running_simulators(settings) if simulators else nullcontext():
        if settings.simulated_stripe:
            _fill_stripe(settings)
        yield


def _fill_stripe(settings: Settings) -> None:
    """Put our plans into the simulated Stripe, which begins with nothing."""
    # Stripe's library obeys the system's proxies, also towards this machine.
    excepted = [os.environ.get("NO_PROXY", ""), "127.0.0.1", "localhost"]
    os.environ["NO_PROXY"] = ",".join(filter(None, excepted))
    try:
        asyncio.run(set_up_account(settings, apply=True))
    except SetupRefused as failure:
        message = (
            f"Stripe's simulator at {settings.stripe_api_url} did not take our plans: "
            f"{failure}. Is it running?"
        )
        raise CannotStart(message) from None


async def migrate_database(settings: Settings) -> None:
    """Bring the schema up to date."""
    database = Database(settings.async_database_url)
    try:
        await migrate(database)
    finally:
        await database.close()


@contextmanager
def running_simulators(settings: Settings) -> Generator[None]:
    """Run the simulators beside us; they end when we do, however we end."""
    taken = [port for port in SIMULATOR_PORTS if answers(port)]
    if taken:
        named = ", ".join(f"{port} ({SIMULATOR_PORTS[port]})" for port in taken)
        message = f"The simulators' ports are taken: {named}. Stop what uses them."
        raise CannotStart(message)
    command = [sys.executable, "-m", "asystec_web.cli", "simulators", "--with-parent"]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and words
        command,
        stdin=subprocess.PIPE,
        env={**os.environ, "ASYSTEC_PORT": str(settings.port)},
    )
    try:
        for port, name in SIMULATOR_PORTS.items():
            if not wait_until_answering(port, SIMULATORS_START_S):
                message = f"The {name} simulator did not start on port {port}."
                raise CannotStart(message)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def greeting(settings: Settings) -> str:
    """Say where the app is and what is simulated."""
    lines = [f"Asystec is at {settings.public_url}"]
    if settings.demo:
        lines += [
            "Demo: these are simulated, no real service is called:",
            "  Hacienda    http://localhost:8451  cases and keys to try",
            "  Stripe      http://localhost:8452  card 4242 4242 4242 4242 pays",
            "  Mail inbox  http://localhost:8453  every message we send",
        ]
    return "\n".join([*lines, "Ctrl-C stops everything."])


def _serve_app(settings: Settings) -> None:
    os.chdir(frontend.ROOT)
    environment.REFLEX_ENV_MODE.set(Env.PROD)
    environment.REFLEX_SKIP_COMPILE.set(True)
    environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.set(True)
    Server(
        target="asystec_web.asystec_web:app",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        log_level=LogLevels.warning,
    ).serve()
