"""What is on sale, who buys, and the page where it is paid."""

from stripe.params import CustomerCreateParams
from stripe.params.checkout import SessionCreateParams

from asystec_web.services.billing import answers
from asystec_web.services.billing.asking.door import MOST, Door


class AsksToSell(Door):
    """From a price to a payment page."""

    async def prices(self, lookup_keys: list[str]) -> list[answers.Price]:
        """Give the active prices under these keys, with their products."""
        asked = self._v1.prices.list_async(
            {
                "lookup_keys": lookup_keys,
                "active": True,
                "limit": MOST,
                "expand": ["data.product"],
            }
        )
        return await self._read_all(answers.Price, asked)

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
            {"customer": customer, "status": "open", "limit": MOST}
        )
        return await self._read_all(answers.CheckoutSession, asked)

    async def expire_session(self, session_id: str) -> None:
        """Close a payment page for good; refused when it was paid meanwhile."""
        asked = self._v1.checkout.sessions.expire_async(session_id)
        await self._read(answers.CheckoutSession, asked)

    async def price(self, price_id: str) -> answers.Price:
        """Give a price, archived ones too."""
        asked = self._v1.prices.retrieve_async(price_id)
        return await self._read(answers.Price, asked)
