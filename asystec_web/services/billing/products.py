"""Which plan a price belongs to: its product knows, archived or not."""

import time

from asystec_web.services.billing.answers import Product
from asystec_web.services.billing.conversation import Conversation

_KEEP_S = 300


class Products:
    """Products asked for before, for a few minutes."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[str, tuple[float, Product]] = {}

    async def find(self, stripe: Conversation, product_id: str) -> Product:
        """Give a product by its id."""
        until, known = self._known.get(product_id, (0.0, None))
        if known is None or until < time.monotonic():
            known = await stripe.product(product_id)
            self._known[product_id] = (time.monotonic() + _KEEP_S, known)
        return known
