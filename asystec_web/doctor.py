"""What is wrong with an installation, and how to mend it."""

import asyncio
import shutil
import subprocess
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiosmtplib
import httpx
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from asystec_web import frontend
from asystec_web.building import build_environment
from asystec_web.services.billing.key_check import KeyCheck, check_key
from asystec_web.services.database import Database
from asystec_web.services.mail import Mail
from asystec_web.services.migrations import is_current
from asystec_web.settings import Settings

PATIENCE_S = 5
NODE_AT_LEAST = (22, 22)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        says: What was seen; when it is not well, how to mend it as well.
    """

    what: str
    well: bool
    says: str


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything; the outside services at the same time."""
    local = [
        Finding("settings", True, f"{settings.environment}, {settings.public_url}"),  # noqa: FBT003 - reads as named
        await _database(settings),
        _node(),
        *_hints(settings),
    ]
    services = {
        "Hacienda taxpayers": settings.hacienda_api_url,
        "Hacienda identity": settings.hacienda_idp_url,
        "Hacienda reception": settings.hacienda_reception_url,
        "Hacienda sandbox reception": settings.hacienda_sandbox_reception_url,
        "Stripe": settings.stripe_api_url,
    }
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_S) as http:
        asked: list[Awaitable[Finding | None]] = [
            _reach(http, name, url) for name, url in services.items()
        ]
        asked += [_stripe_key(settings), _mail(settings), _redis(settings)]
        found = await asyncio.gather(*asked)
    return [*local, *(each for each in found if each is not None)]


async def _database(settings: Settings) -> Finding:
    database = Database(settings.async_database_url)
    try:
        migrated = await is_current(database)
    except (SQLAlchemyError, OSError) as failure:
        mend = f"{type(failure).__name__}; check ASYSTEC_DATABASE_URL"
        return Finding("database", well=False, says=mend)
    finally:
        await database.close()
    says = "answers, schema up to date" if migrated else "run: asystec migrate"
    return Finding("database", migrated, says)


def _node() -> Finding:
    path = build_environment()["PATH"]
    node = shutil.which("node", path=path)
    if node is None:
        mend = "not found; install requirements/run.txt, it brings Node"
        return Finding("Node", well=False, says=mend)
    answer = subprocess.run(  # noqa: S603 - the Node just found
        [node, "--version"], capture_output=True, text=True, check=False
    )
    version = answer.stdout.strip().removeprefix("v")
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdecimal())
    well = numbers >= NODE_AT_LEAST
    says = version if well else f"{version} is too old; install requirements/run.txt"
    return Finding("Node", well, says)


def _hints(settings: Settings) -> list[Finding]:
    """Tell what is no fault and yet good to know."""
    if frontend.is_built(settings.shown):
        return []
    says = "the pages are built at the next start, which takes a minute"
    return [Finding("hint", well=True, says=says)]


async def _reach(http: httpx.AsyncClient, name: str, url: str) -> Finding:
    try:
        answer = await http.get(url)
    except httpx.HTTPError as failure:
        mend = f"{url}: {type(failure).__name__}; check its address and the network"
        return Finding(name, well=False, says=mend)
    says = f"{url} answers ({answer.status_code})"
    if answer.is_server_error:
        return Finding(name, well=False, says=f"{says}; try again later")
    return Finding(name, well=True, says=says)


async def _stripe_key(settings: Settings) -> Finding:
    name = "Stripe key"
    if not settings.stripe_secret_key.get_secret_value():
        return Finding(name, well=False, says="missing; set ASYSTEC_STRIPE_SECRET_KEY")
    said = await check_key(settings, PATIENCE_S)
    says = {
        KeyCheck.TAKEN: "Stripe takes it",
        KeyCheck.REFUSED: (
            "Stripe refuses it; check ASYSTEC_STRIPE_SECRET_KEY and what it may read"
        ),
        KeyCheck.NOT_TOLD: "Stripe could not say; try again later",
    }
    return Finding(name, well=said is KeyCheck.TAKEN, says=says[said])


async def _redis(settings: Settings) -> Finding | None:
    """Greet Redis where one is configured."""
    url = settings.redis_url.get_secret_value()
    if not url:
        return None
    try:
        async with Redis.from_url(
            url, socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S
        ) as redis:
            await redis.execute_command("PING")
    except (RedisError, OSError, ValueError) as failure:
        mend = f"{type(failure).__name__}; check ASYSTEC_REDIS_URL"
        return Finding("Redis", well=False, says=mend)
    return Finding("Redis", well=True, says="answers")


async def _mail(settings: Settings) -> Finding:
    url = settings.smtp_url.get_secret_value()
    mail = Mail(url, settings.mail_from, settings.public_url)
    check: Callable[[], Awaitable[None]] = mail.ping
    try:
        await asyncio.wait_for(check(), PATIENCE_S)
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as failure:
        mend = f"{type(failure).__name__}; check ASYSTEC_SMTP_URL"
        return Finding("mail", well=False, says=mend)
    return Finding("mail", well=True, says="the SMTP server answers")
