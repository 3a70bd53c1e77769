"""What is reached over the network: Hacienda, mail, Redis."""

import asyncio
from collections.abc import Awaitable, Callable

import aiosmtplib
import httpx
from redis.asyncio import Redis
from redis.exceptions import RedisError

from asystec_web.doctor.finding import Finding
from asystec_web.services.mail import Mail
from asystec_web.settings import Settings

PATIENCE_S = 5


async def reach(http: httpx.AsyncClient, name: str, url: str) -> Finding:
    """Ask a service for anything: any answer but its own failure will do."""
    try:
        answer = await http.get(url)
    except httpx.HTTPError as failure:
        mend = f"{url}: {type(failure).__name__}; check its address and the network"
        return Finding(name, well=False, says=mend)
    if answer.is_server_error:
        mend = f"{url} answers with its own failure ({answer.status_code})"
        return Finding(name, well=False, says=f"{mend}; try again later")
    return Finding(name, well=True, says=f"{url} answers")


async def redis(settings: Settings) -> Finding | None:
    """Greet Redis where one is configured."""
    url = settings.redis_url.get_secret_value()
    if not url:
        return None
    try:
        async with Redis.from_url(
            url, socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S
        ) as client:
            await client.execute_command("PING")
    except (RedisError, OSError, ValueError) as failure:
        mend = f"{type(failure).__name__}; check ASYSTEC_REDIS_URL"
        return Finding("Redis", well=False, says=mend)
    return Finding("Redis", well=True, says="answers")


async def mail_server(settings: Settings) -> Finding:
    """Greet the SMTP server."""
    url = settings.smtp_url.get_secret_value()
    mail = Mail(url, settings.mail_from, settings.public_url)
    check: Callable[[], Awaitable[None]] = mail.ping
    try:
        await asyncio.wait_for(check(), PATIENCE_S)
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as failure:
        mend = f"{type(failure).__name__}; check ASYSTEC_SMTP_URL"
        return Finding("mail", well=False, says=mend)
    return Finding("mail", well=True, says="the SMTP server answers")
