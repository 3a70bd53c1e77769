"""How Stripe's customer portal should be, and what an account's lacks of that.

Plans are changed on our own pages, where the charge is shown first; in the portal
people see to their card, their receipts and their leaving.
"""

from collections.abc import Mapping
from typing import cast

import stripe
from stripe.params.billing_portal import (
    ConfigurationCreateParams,
    ConfigurationCreateParamsFeatures,
    ConfigurationUpdateParams,
)

from asystec_web import routes
from asystec_web.services.billing.answers import PortalConfiguration
from asystec_web.services.billing.asking.portal import PORTAL_MARK
from asystec_web.services.billing.setup_change import SetupChange
from asystec_web.settings import Settings

_MOST = 100
_FEATURES: ConfigurationCreateParamsFeatures = {
    "customer_update": {"enabled": True, "allowed_updates": ["address", "email"]},
    "invoice_history": {"enabled": True},
    "payment_method_update": {"enabled": True},
    "subscription_cancel": {"enabled": True, "mode": "at_period_end"},
    "subscription_update": {"enabled": False},
}


class _Configuration(PortalConfiguration):
    """A configuration of the portal, with what is compared of it."""

    active: bool = False
    default_return_url: str | None = None
    business_profile: dict[str, object] = {}
    features: dict[str, object] = {}


def wanted_portal(settings: Settings) -> ConfigurationCreateParams:
    """Say how the configuration should be."""
    wanted: ConfigurationCreateParams = {
        "features": _FEATURES,
        "default_return_url": f"{settings.public_url}{routes.PROFILE}",
        "metadata": PORTAL_MARK,
    }
    if settings.public_url.startswith("https://"):
        # Stripe shows these to people, and takes no others.
        wanted["business_profile"] = {
            "privacy_policy_url": f"{settings.public_url}{routes.PRIVACY}",
            "terms_of_service_url": f"{settings.public_url}{routes.TERMS}",
        }
    return wanted


async def sync_portal(
    client: stripe.StripeClient, settings: Settings, *, apply: bool
) -> list[SetupChange]:
    """Compare the portal with what it should be; make it so when told to.

    Raises:
        stripe.StripeError: Stripe did not do as asked.
    """
    wanted = wanted_portal(settings)
    known = await _ours(client)
    if known is None:
        if apply:
            await client.v1.billing_portal.configurations.create_async(wanted)
        return [SetupChange("create", "portal configuration", _said(wanted))]
    if known.active and is_within(wanted, known.model_dump()):
        return []
    if apply:
        await client.v1.billing_portal.configurations.update_async(
            known.id, cast("ConfigurationUpdateParams", {**wanted, "active": True})
        )
    return [SetupChange("update", f"portal configuration {known.id}", _said(wanted))]


def is_within(wanted: object, actual: object) -> bool:
    """Tell whether everything wanted is there, whatever else there is."""
    if isinstance(wanted, Mapping):
        return isinstance(actual, Mapping) and all(
            is_within(value, actual.get(name)) for name, value in wanted.items()
        )
    if isinstance(wanted, list) and isinstance(actual, list):
        # Stripe lists what is allowed in an order of its own.
        return sorted(wanted) == sorted(actual)
    return wanted == actual


async def _ours(client: stripe.StripeClient) -> _Configuration | None:
    """Find our configuration: an active one before others, the oldest of several."""
    listed = await client.v1.billing_portal.configurations.list_async({"limit": _MOST})
    found: _Configuration | None = None
    async for each in listed.auto_paging_iter():
        read = _Configuration.model_validate(each.to_dict(for_json=True))
        # They come newest first.
        ours = PORTAL_MARK.items() <= read.metadata.items()
        if ours and (found is None or read.active or not found.active):
            found = read
    return found


def _said(wanted: ConfigurationCreateParams) -> str:
    features = [name for name, each in wanted["features"].items() if _is_on(each)]
    return ", ".join(features)


def _is_on(feature: object) -> bool:
    return isinstance(feature, Mapping) and feature.get("enabled") is True
