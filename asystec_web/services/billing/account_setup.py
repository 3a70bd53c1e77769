"""A whole Stripe account brought to what we need: `asystec stripe-catalog`."""

from dataclasses import dataclass

import stripe

from asystec_web.catalog.plans import plans
from asystec_web.services.billing.catalog_changes import Change
from asystec_web.services.billing.catalog_sync import sync_catalog
from asystec_web.services.billing.endpoint_setup import is_reachable, sync_endpoint
from asystec_web.services.billing.portal_setup import sync_portal
from asystec_web.services.billing.setup_change import SetupChange
from asystec_web.services.billing.stripe_client import open_client
from asystec_web.settings import Settings

NO_ENDPOINT = (
    "The webhook endpoint is left alone: Stripe reaches only an ASYSTEC_PUBLIC_URL "
    "with https://."
)
NO_ENDPOINT_IN_DEMO = (
    "The webhook endpoint is left alone: the demo's Stripe sends events without one."
)


class SetupRefused(Exception):
    """Stripe did not do as asked; says which of its errors that was, and no more."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How an account differed from what we need, in the order it is mended.

    Attributes:
        note: What was not looked at, and why; empty when everything was.
    """

    changes: tuple[Change | SetupChange, ...]
    note: str = ""

    @property
    def secret(self) -> str:
        """What signs the events of an endpoint that was just made, else nothing."""
        made = (each for each in self.changes if isinstance(each, SetupChange))
        return next((each.secret for each in made if each.secret), "")


async def set_up_account(settings: Settings, *, apply: bool) -> Setup:
    """Compare the account of the settings with what we need; make it so when told to.

    Products, prices with lookup keys, the portal's configuration, the webhook endpoint
    with its events. A second time there is nothing to change.

    Raises:
        SetupRefused: Stripe did not do as asked; what was done stays done.
    """
    client, connections = open_client(settings)
    try:
        changes: list[Change | SetupChange] = []
        tax = "inclusive" if settings.prices_include_iva else "exclusive"
        changes += await sync_catalog(client, plans(), tax, apply=apply)
        changes += await sync_portal(client, settings, apply=apply)
        if is_reachable(settings):
            changes += await sync_endpoint(client, settings, apply=apply)
            return Setup(tuple(changes))
    except stripe.StripeError as failure:
        raise SetupRefused(type(failure).__name__) from None
    finally:
        await connections.close_async()
    return Setup(tuple(changes), NO_ENDPOINT_IN_DEMO if settings.demo else NO_ENDPOINT)
