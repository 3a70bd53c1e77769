"""The requests we make of Stripe: its exceptions and objects stop here.

Another payment provider would answer the same questions in the same shapes.
"""

import asyncio
from collections.abc import Awaitable, Mapping
from typing import TypeVar

import stripe
import structlog
from stripe.params import CustomerCreateParams
from stripe.params.billing_portal import (
    SessionCreateParams as PortalSessionCreateParams,
)
from stripe.params.checkout import SessionCreateParams

from asystec_web.errors import BillingUnavailable
from asystec_web.services.billing import answers
from asystec_web.services.billing.failures import meaning

log = structlog.get_logger(__name__)

# Tells our configuration of the portal from others of the account.
PORTAL_MARK = {"asystec": "portal"}

A = TypeVar("A", bound=answers.Answer)
_MOST = 100


class Conversation:
    """Requests that together end at one moment, answered or not.

    Every method raises `BillingUnavailable` or one of its kinds in `failures`.
    """

    def __init__(self, client: stripe.StripeClient, until: float) -> None:
        """Speak through a client, until a moment of the event loop's clock."""
        self._v1 = client.v1
        self._until = until

    async def prices(self, lookup_keys: list[str]) -> list[answers.Price]:
        """Give the active prices under these keys, with their products."""
        asked = self._v1.prices.list_async(
            {
                "lookup_keys": lookup_keys,
                "active": True,
                "limit": _MOST,
                "expand": ["data.product"],
            }
        )
        return (await self._read(answers.Prices, asked)).data

    async def product(self, product_id: str) -> answers.Product:
        """Give a product, archived ones too."""
        asked = self._v1.products.retrieve_async(product_id)
        return await self._read(answers.Product, asked)

    async def create_customer(
        self, params: CustomerCreateParams, key: str
    ) -> answers.Customer:
        """Create who pays, once per key."""
        asked = self._v1.customers.create_async(params, {"idempotency_key": key})
        return await self._read(answers.Customer, asked)

    async def subscriptions(self, customer: str) -> list[answers.Subscription]:
        """Give all subscriptions a customer has or had."""
        asked = self._v1.subscriptions.list_async(
            {"customer": customer, "status": "all", "limit": _MOST}
        )
        return (await self._read(answers.Subscriptions, asked)).data

    async def subscription(self, subscription_id: str) -> answers.Subscription:
        """Give one subscription."""
        asked = self._v1.subscriptions.retrieve_async(subscription_id)
        return await self._read(answers.Subscription, asked)

    async def create_session(
        self, params: SessionCreateParams, key: str
    ) -> answers.CheckoutSession:
        """Open a payment page, once per key."""
        asked = self._v1.checkout.sessions.create_async(
            params, {"idempotency_key": key}
        )
        return await self._read(answers.CheckoutSession, asked)

    async def session(self, session_id: str) -> answers.CheckoutSession:
        """Give a payment page as it is now."""
        asked = self._v1.checkout.sessions.retrieve_async(session_id)
        return await self._read(answers.CheckoutSession, asked)

    async def open_sessions(self, customer: str) -> list[answers.CheckoutSession]:
        """Give the payment pages on which a customer could still pay."""
        asked = self._v1.checkout.sessions.list_async(
            {"customer": customer, "status": "open", "limit": _MOST}
        )
        return (await self._read(answers.CheckoutSessions, asked)).data

    async def expire_session(self, session_id: str) -> None:
        """Close a payment page for good; refused when it was paid meanwhile."""
        asked = self._v1.checkout.sessions.expire_async(session_id)
        await self._read(answers.CheckoutSession, asked)

    async def portal(self, customer: str, return_url: str) -> str:
        """Open Stripe's own pages for managing a subscription."""
        params: PortalSessionCreateParams = {
            "customer": customer,
            "return_url": return_url,
            "locale": "es-419",
        }
        configuration = await self._portal_configuration()
        if configuration is not None:
            params["configuration"] = configuration
        asked = self._v1.billing_portal.sessions.create_async(params)
        return (await self._read(answers.PortalSession, asked)).url

    async def _portal_configuration(self) -> str | None:
        """Find the configuration that is ours; without one the account's own serves."""
        asked = self._v1.billing_portal.configurations.list_async(
            {"active": True, "limit": _MOST}
        )
        listed = (await self._read(answers.PortalConfigurations, asked)).data
        return next(
            (
                each.id
                for each in listed
                if PORTAL_MARK.items() <= each.metadata.items()
            ),
            None,
        )

    async def _read(self, shape: type[A], asked: Awaitable[stripe.StripeObject]) -> A:
        try:
            async with asyncio.timeout_at(self._until):
                answer = await asked
            return shape.model_validate(_plain(answer))
        except stripe.StripeError as error:
            raise meaning(error) from None
        except TimeoutError:
            log.warning("stripe_too_slow", asked=shape.__name__)
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            # The library trusts the shape of what it is sent, errors included.
            log.warning(
                "stripe_nonsense", asked=shape.__name__, kind=type(error).__name__
            )
        raise BillingUnavailable


def _plain(answer: object) -> Mapping[str, object]:
    if not isinstance(answer, stripe.StripeObject):
        message = "no object"
        raise TypeError(message)
    return answer.to_dict(for_json=True)
