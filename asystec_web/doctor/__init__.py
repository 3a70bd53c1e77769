"""What is wrong with an installation, and how to mend it."""

import asyncio
from collections.abc import Awaitable

import httpx

from asystec_web.doctor.finding import Finding
from asystec_web.doctor.outside import PATIENCE_S, mail_server, reach, redis
from asystec_web.doctor.own import database, node, pages
from asystec_web.doctor.stripe import stripe_account, stripe_key
from asystec_web.settings import Settings

__all__ = ["Finding", "examine"]


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything; the outside services at the same time."""
    local = [
        Finding("settings", True, f"{settings.environment}, {settings.public_url}"),  # noqa: FBT003 - reads as named
        await database(settings),
        node(),
        pages(settings),
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
            reach(http, name, url) for name, url in services.items()
        ]
        asked += [
            stripe_key(settings),
            stripe_account(settings),
            mail_server(settings),
            redis(settings),
        ]
        found = await asyncio.gather(*asked)
    return [*local, *(each for each in found if each is not None)]
