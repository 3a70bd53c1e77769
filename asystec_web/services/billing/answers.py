"""What we read of Stripe's answers: the few fields we rely on, and their types."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """Part of an answer; whatever else Stripe says is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


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

    @property
    def product_id(self) -> str:
        """The product's id, whether the product was expanded or not."""
        return self.product if isinstance(self.product, str) else self.product.id


class SubscriptionItem(Answer):
    """A price being charged, and until when it is paid."""

    price: Price
    quantity: int = 1
    current_period_end: int | None = None


class SubscriptionItems(Answer):
    """The items of a subscription; ours have one."""

    data: Annotated[list[SubscriptionItem], Field(min_length=1)]


class Subscription(Answer):
    """A subscription as Stripe has it right now."""

    object: Literal["subscription"]
    id: str
    status: str
    created: int
    metadata: dict[str, str] = {}
    cancel_at: int | None = None
    cancel_at_period_end: bool = False
    items: SubscriptionItems


class CheckoutSession(Answer):
    """A payment page: `open`, `complete` or `expired`."""

    object: Literal["checkout.session"]
    id: str
    status: str | None = None
    url: str | None = None
    subscription: str | None = None
    metadata: dict[str, str] | None = None


class Customer(Answer):
    """Who pays."""

    object: Literal["customer"]
    id: str


class PortalSession(Answer):
    """A way into Stripe's customer portal."""

    object: Literal["billing_portal.session"]
    url: str


class PortalConfiguration(Answer):
    """What the portal lets people do."""

    id: str
    metadata: dict[str, str] = {}


class Page(Answer):
    """One page of a list."""

    object: Literal["list"]
    has_more: bool = False


class Prices(Page):
    """A page of prices."""

    data: list[Price]


class Subscriptions(Page):
    """A page of subscriptions."""

    data: list[Subscription]


class CheckoutSessions(Page):
    """A page of payment pages."""

    data: list[CheckoutSession]


class PortalConfigurations(Page):
    """A page of portal configurations."""

    data: list[PortalConfiguration]
