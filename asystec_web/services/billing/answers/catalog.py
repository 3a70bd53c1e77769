"""What Stripe sells."""

from typing import Literal

from asystec_web.services.billing.answers.answer import Answer


class Feature(Answer):
    """One line under a plan."""

    name: str | None = None


class Product(Answer):
    """What a price is for; of a deleted one only the id is left."""

    object: Literal["product"]
    id: str
    name: str = ""
    active: bool = False
    metadata: dict[str, str] = {}
    marketing_features: list[Feature] = []


class Recurring(Answer):
    """How often a price is charged."""

    interval: str
    interval_count: int = 1


class Price(Answer):
    """An amount and how often it is charged."""

    object: Literal["price"]
    id: str
    active: bool = False
    lookup_key: str | None = None
    unit_amount: int | None = None
    currency: str
    recurring: Recurring | None = None
    product: str | Product
    tax_behavior: str | None = None

    @property
    def product_id(self) -> str:
        """The product's id, whether the product was expanded or not."""
        return self.product if isinstance(self.product, str) else self.product.id
