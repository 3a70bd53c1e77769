"""The contract with Stripe, played on the simulator: docs/stripe-contract.md."""

import pytest

from asystec_web.services.billing.account_setup import set_up_account
from asystec_web.services.billing.stripe_client import open_client
from asystec_web.services.database import Database
from asystec_web.settings import Settings
from tests.billing_world import settings_for
from tests.stripe_contract.playing import SCENARIOS, TERMS, Verdict, play


@pytest.mark.parametrize("name", SCENARIOS)
async def test_the_simulator_keeps_the_contract(
    name: str, stripe_url: str, database_url: str
) -> None:
    settings = settings_for(stripe_url, database_url, **TERMS)
    await set_up_account(settings, apply=True)
    database = Database(settings.async_database_url)

    [outcome] = [each async for each in play(settings, database, [name])]

    await database.close()
    assert str(outcome) == f"{Verdict.OK:<8} {name}"
    assert await left_in(settings) == []


async def left_in(settings: Settings) -> list[str]:
    """Name what somebody would have to clean up after."""
    client, connections = open_client(settings)
    v1 = client.v1
    lists = (
        await v1.customers.list_async(),
        await v1.test_helpers.test_clocks.list_async(),
        await v1.checkout.sessions.list_async({"status": "open"}),
        await v1.webhook_endpoints.list_async(),
        await v1.coupons.list_async(),
    )
    await connections.close_async()
    return [each["id"] for listed in lists for each in listed.data]
