import asyncio
import secrets
from collections.abc import AsyncGenerator
from typing import Any

import pytest
import stripe
from pydantic import SecretStr

from asystec_web.services.billing import account_setup
from asystec_web.services.billing.account_setup import (
    Setup,
    SetupRefused,
    set_up_account,
)
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.events import TELLING
from asystec_web.services.billing.stripe_client import open_client
from asystec_web.settings.given import Environment
from tests.billing_world import BillingWorld, Json, billing_world
from tests.waiting import LONG_S

PUBLIC = "https://registro.example.com"
WEBHOOK = f"{PUBLIC}/stripe/webhook"


@pytest.fixture
async def world(stripe_url: str, database_url: str) -> AsyncGenerator[BillingWorld]:
    """A Stripe that holds nothing yet, and an address that it can reach."""
    async with billing_world(stripe_url, database_url) as world:
        key = SecretStr(f"sk_test_{secrets.token_hex(12)}")
        changes = {"public_url": PUBLIC, "stripe_secret_key": key}
        world.settings = world.settings.model_copy(update=changes)
        yield world


async def applied(world: BillingWorld) -> list[str]:
    return said(await set_up_account(world.settings, apply=True))


def said(setup: Setup) -> list[str]:
    return [str(change) for change in setup.changes]


async def portals(world: BillingWorld) -> list[Json]:
    return await world.all("billing_portal/configurations")


async def test_an_empty_account_is_shown_everything_and_left_as_it_is(
    world: BillingWorld,
) -> None:
    setup = await set_up_account(world.settings, apply=False)

    assert len(setup.changes) == 11
    assert said(setup)[-2].startswith("create portal configuration: customer_update, ")
    assert said(setup)[-1].startswith(f"create webhook endpoint {WEBHOOK}: ")
    assert setup.secret == ""
    assert await portals(world) == []
    assert await world.all("webhook_endpoints") == []


async def test_what_was_shown_is_made_and_a_second_time_nothing(
    world: BillingWorld,
) -> None:
    shown = said(await set_up_account(world.settings, apply=False))

    made = await set_up_account(world.settings, apply=True)

    assert said(made) == shown
    assert made.secret.startswith("whsec_")
    assert made.secret not in repr(made)
    assert await applied(world) == []
    assert await applied(world) == []
    (endpoint,) = await world.all("webhook_endpoints")
    assert endpoint["url"] == WEBHOOK
    assert endpoint["api_version"] == stripe.api_version
    assert set(endpoint["enabled_events"]) == TELLING


async def test_the_portal_is_for_card_receipts_and_leaving(world: BillingWorld) -> None:
    await applied(world)

    (portal,) = await portals(world)

    on = {name for name, each in portal["features"].items() if each.get("enabled")}
    assert on == {
        "customer_update",
        "invoice_history",
        "payment_method_update",
        "subscription_cancel",
    }
    assert portal["features"]["subscription_cancel"]["mode"] == "at_period_end"
    assert portal["default_return_url"] == f"{PUBLIC}/perfil"
    assert portal["business_profile"]["privacy_policy_url"] == f"{PUBLIC}/privacidad"


async def test_a_portal_that_was_changed_by_hand_is_mended(world: BillingWorld) -> None:
    await applied(world)
    (portal,) = await portals(world)
    path = f"/v1/billing_portal/configurations/{portal['id']}"
    await world.ask(
        "POST", path, **{"features[subscription_cancel][mode]": "immediately"}
    )

    changes = await applied(world)

    assert [change.partition(":")[0] for change in changes] == [
        f"update portal configuration {portal['id']}"
    ]
    assert await applied(world) == []


async def test_portals_of_others_are_left_alone(world: BillingWorld) -> None:
    await world.ask(
        "POST",
        "/v1/billing_portal/configurations",
        **{"features[invoice_history][enabled]": "true"},
    )

    await applied(world)

    assert len(await portals(world)) == 2
    assert await applied(world) == []


async def test_people_are_led_to_our_portal(world: BillingWorld) -> None:
    await world.ask(
        "POST",
        "/v1/billing_portal/configurations",
        **{"features[invoice_history][enabled]": "true"},
    )
    await applied(world)
    customer = await world.ask("POST", "/v1/customers")
    client, connections = open_client(world.settings)
    requests: list[str] = []
    send = connections.request_with_retries_async

    async def watched(method: str, url: str, *rest: Any, **more: Any) -> Any:
        requests.append(f"{method} {url} {rest[1] if len(rest) > 1 else ''}")
        return await send(method, url, *rest, **more)

    connections.request_with_retries_async = watched
    stripe_side = Conversation(client, asyncio.get_running_loop().time() + LONG_S)

    url = await stripe_side.portal(customer["id"], PUBLIC)

    await connections.close_async()
    ours = next(each["id"] for each in await portals(world) if each["metadata"])
    assert "/p/session/" in url
    assert ours in requests[-1]


async def test_an_endpoint_that_lacks_events_gets_them(world: BillingWorld) -> None:
    await applied(world)
    (endpoint,) = await world.all("webhook_endpoints")
    path = f"/v1/webhook_endpoints/{endpoint['id']}"
    await world.ask("POST", path, **{"enabled_events[]": "invoice.paid"})

    changes = await applied(world)

    assert len(changes) == 1
    assert changes[0].startswith(f"update webhook endpoint {WEBHOOK}: ")
    assert "customer.deleted" in changes[0]
    assert await applied(world) == []


async def test_an_endpoint_that_was_switched_off_is_on_again(
    world: BillingWorld,
) -> None:
    await applied(world)
    (endpoint,) = await world.all("webhook_endpoints")
    await world.ask("POST", f"/v1/webhook_endpoints/{endpoint['id']}", disabled="true")

    assert await applied(world) == [f"update webhook endpoint {WEBHOOK}: switched on"]

    (endpoint,) = await world.all("webhook_endpoints")
    assert endpoint["status"] == "enabled"


async def test_an_endpoint_of_an_older_version_is_replaced(world: BillingWorld) -> None:
    await world.ask(
        "POST",
        "/v1/webhook_endpoints",
        **{
            "url": WEBHOOK,
            "enabled_events[]": "*",
            "api_version": "2024-06-20",
        },
    )

    setup = await set_up_account(world.settings, apply=True)

    assert setup.secret.startswith("whsec_")
    assert said(setup)[-1].startswith(f"replace webhook endpoint {WEBHOOK}: ")
    status = {
        each["api_version"]: each["status"]
        for each in await world.all("webhook_endpoints")
    }
    assert status == {"2024-06-20": "disabled", stripe.api_version: "enabled"}
    assert await applied(world) == []


async def test_endpoints_elsewhere_are_left_alone(world: BillingWorld) -> None:
    other = "https://otra.example.com/stripe/webhook"
    await world.ask(
        "POST",
        "/v1/webhook_endpoints",
        **{"url": other, "enabled_events[]": "invoice.paid"},
    )

    await applied(world)

    endpoints = await world.all("webhook_endpoints")
    assert {each["url"]: each["status"] for each in endpoints} == {
        other: "enabled",
        WEBHOOK: "enabled",
    }


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        pytest.param(
            {"public_url": "http://localhost:3000"},
            account_setup.NO_ENDPOINT,
            id="this machine",
        ),
        pytest.param(
            {"environment": Environment.DEMO},
            account_setup.NO_ENDPOINT_IN_DEMO,
            id="the demo",
        ),
    ],
)
async def test_no_endpoint_is_made_for_an_address_that_stripe_cannot_reach(
    world: BillingWorld, changes: dict[str, object], note: str
) -> None:
    world.settings = world.settings.model_copy(update=changes)

    setup = await set_up_account(world.settings, apply=True)

    assert setup.note == note
    assert await world.all("webhook_endpoints") == []
    assert await applied(world) == []


async def test_an_outage_is_told_by_its_name(world: BillingWorld) -> None:
    world.settings = world.settings.model_copy(
        update={"stripe_api_url": "http://127.0.0.1:1"}
    )

    with pytest.raises(SetupRefused, match="APIConnectionError"):
        await set_up_account(world.settings, apply=True)
