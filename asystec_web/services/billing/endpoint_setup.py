"""Where Stripe should send its events, and what an account's endpoints lack of that."""

from typing import cast

import stripe
from stripe.params import WebhookEndpointCreateParams, WebhookEndpointUpdateParams

from asystec_web import routes
from asystec_web.services.billing.answers import Answer
from asystec_web.services.billing.events import TELLING
from asystec_web.services.billing.setup_change import SetupChange
from asystec_web.settings import Settings

_MOST = 100


class Endpoint(Answer):
    """A webhook endpoint, as far as we look at it."""

    id: str
    url: str
    status: str = ""
    api_version: str | None = None
    enabled_events: list[str] = []


def endpoint_url(settings: Settings) -> str:
    """Give the address that takes Stripe's events."""
    return f"{settings.public_url}{routes.STRIPE_WEBHOOK}"


def is_reachable(settings: Settings) -> bool:
    """Tell whether Stripe's servers can send anything to our address.

    The simulator beside the demo sends its events without an endpoint.
    """
    return settings.public_url.startswith("https://") and not settings.demo


async def sync_endpoint(
    client: stripe.StripeClient, settings: Settings, *, apply: bool
) -> list[SetupChange]:
    """Compare our endpoint with what it should be; make it so when told to.

    An endpoint keeps the API version it was made with, so one of another version is
    replaced: the new one has a new secret, and the old one is switched off. What Stripe
    cannot deliver until the secret is in the settings, it sends again for three days.

    Raises:
        stripe.StripeError: Stripe did not do as asked.
    """
    url = endpoint_url(settings)
    ours = [each for each in await endpoints(client) if each.url == url]
    current = next((each for each in ours if is_of_our_version(each)), None)
    if current is None:
        old = [each for each in ours if each.status == "enabled"]
        return [await _open(client, url, old, apply=apply)]
    lacks = missing_events(current)
    if current.status == "enabled" and not lacks:
        return []
    if apply:
        # The library spells out every event there is; Stripe checks ours.
        wanted = {"disabled": False, "enabled_events": sorted(TELLING)}
        await client.v1.webhook_endpoints.update_async(
            current.id, cast("WebhookEndpointUpdateParams", wanted)
        )
    detail = ", ".join(lacks) if lacks else "switched on"
    return [SetupChange("update", f"webhook endpoint {url}", detail)]


async def endpoints(client: stripe.StripeClient) -> list[Endpoint]:
    """List an account's endpoints, newest first."""
    listed = await client.v1.webhook_endpoints.list_async({"limit": _MOST})
    return [
        Endpoint.model_validate(each.to_dict(for_json=True))
        async for each in listed.auto_paging_iter()
    ]


def is_of_our_version(endpoint: Endpoint) -> bool:
    """Tell whether an endpoint sends what this version of the library reads."""
    return endpoint.api_version == stripe.api_version


def missing_events(endpoint: Endpoint) -> list[str]:
    """List the events we rely on that an endpoint does not send."""
    sent = set(endpoint.enabled_events)
    return [] if "*" in sent else sorted(TELLING - sent)


async def _open(
    client: stripe.StripeClient, url: str, old: list[Endpoint], *, apply: bool
) -> SetupChange:
    secret = ""
    if apply:
        wanted = {
            "url": url,
            "enabled_events": sorted(TELLING),
            "api_version": stripe.api_version,
        }
        made = await client.v1.webhook_endpoints.create_async(
            cast("WebhookEndpointCreateParams", wanted)
        )
        secret = made.secret or ""
        for each in old:
            await client.v1.webhook_endpoints.update_async(each.id, {"disabled": True})
    return SetupChange(
        "replace" if old else "create",
        f"webhook endpoint {url}",
        f"{len(TELLING)} events, API version {stripe.api_version}",
        secret,
    )
