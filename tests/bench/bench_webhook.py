"""The webhook: how many events a second it takes, and what a repeated one costs.

Real signatures over HTTP from eight senders at once, each event about one of eight
accounts. The first delivery of an event asks the simulated Stripe, writes the row and
the ledger; the second finds it in the ledger. Senders, app and simulator share one
process, so these are the least that the app can do.
"""

import asyncio
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Final

import httpx
import stripe

from asystec_web.services.database import Database
from asystec_web.services.migrations import migrate
from asystec_web.settings import load_settings
from asystec_web.simulators.servers import running_app
from asystec_web.simulators.stripe import stripe_app
from tests.billing_world import SECRET, BillingWorld, Json, billing_world, our_app
from tests.e2e.databases import running_postgresql

SENDERS: Final = 8
EVENTS: Final = 400
LONGEST_S: Final = 60
DUPLICATE_BUDGET: Final = 0.5
_WARM_UP: Final = 16


def measure() -> dict[str, object]:
    """Measure on each database."""
    with tempfile.TemporaryDirectory() as folder:
        sqlite = asyncio.run(_on(f"sqlite:///{Path(folder)}/bench.db"))
    with running_postgresql() as url:
        postgresql = asyncio.run(_on(url))
    return {
        "senders": SENDERS,
        "events": EVENTS,
        "duplicate_budget": DUPLICATE_BUDGET,
        "sqlite": sqlite,
        "postgresql": postgresql,
    }


async def _on(database_url: str) -> dict[str, float]:
    config = load_settings(database_url=database_url)
    database = Database(config.async_database_url)
    await migrate(database)
    await database.close()
    with running_app(stripe_app()) as stripe_url:
        async with billing_world(stripe_url, database_url) as world:
            events = await _events(world)
            with running_app(our_app(world.settings)) as url:
                return await _compared(f"{url}/stripe/webhook", events)


async def _events(world: BillingWorld) -> list[Json]:
    """Give more events than there were: each about somebody who has paid."""
    told: list[Json] = []
    for number in range(SENDERS):
        cedula = f"31019999{number:02}"
        world.account_id = await world.new_account(f"persona-{number}", cedula)
        await world.subscribe()
        told.append(await world.event("customer.subscription.updated"))
    return [
        told[number % SENDERS] | {"id": f"evt_{number}"}
        for number in range(EVENTS + _WARM_UP)
    ]


async def _compared(webhook: str, events: list[Json]) -> dict[str, float]:
    async with httpx.AsyncClient(trust_env=False) as http:
        await _send(http, webhook, events[:_WARM_UP])
        first, first_s = await _send(http, webhook, events[_WARM_UP:])
        again, again_s = await _send(http, webhook, events[_WARM_UP:])
    return {
        "first_per_s": round(len(first) / first_s),
        "first_p95_ms": _p95(first),
        "again_per_s": round(len(again) / again_s),
        "again_p95_ms": _p95(again),
        "duplicate_ratio": round(statistics.mean(again) / statistics.mean(first), 2),
    }


async def _send(
    http: httpx.AsyncClient, webhook: str, events: list[Json]
) -> tuple[list[float], float]:
    """Deliver events with all senders at once; gives milliseconds each, seconds all."""
    took: list[float] = []
    waiting = list(reversed(events))

    async def deliver() -> None:
        while waiting:
            payload = json.dumps(waiting.pop())
            signed = stripe.WebhookSignature.generate_signature_header(payload, SECRET)
            start = time.perf_counter()
            answer = await http.post(
                webhook, content=payload, headers={"Stripe-Signature": signed}
            )
            took.append((time.perf_counter() - start) * 1000)
            answer.raise_for_status()

    start = time.perf_counter()
    async with asyncio.timeout(LONGEST_S):
        await asyncio.gather(*(deliver() for _ in range(SENDERS)))
    return took, time.perf_counter() - start


def _p95(took: list[float]) -> float:
    return round(statistics.quantiles(took, n=100)[94], 1)
