"""Who pays, where, and what was paid."""

from typing import Literal

from asystec_web.services.billing.answers.answer import Answer, Page


class Customer(Answer):
    """Who pays."""

    object: Literal["customer"]
    id: str


class CheckoutSession(Answer):
    """A payment page: `open`, `complete` or `expired`."""

    object: Literal["checkout.session"]
    id: str
    status: str | None = None
    url: str | None = None
    subscription: str | None = None
    metadata: dict[str, str] | None = None


class CheckoutSessions(Page):
    """A page of payment pages."""

    data: list[CheckoutSession]


class PortalSession(Answer):
    """A way into Stripe's customer portal."""

    object: Literal["billing_portal.session"]
    url: str


class PortalConfiguration(Answer):
    """What the portal lets people do."""

    id: str
    metadata: dict[str, str] = {}


class PortalConfigurations(Page):
    """A page of portal configurations."""

    data: list[PortalConfiguration]


class Invoice(Answer):
    """A charge that was made, or would be. Amounts are minor units."""

    object: Literal["invoice"]
    id: str = ""
    status: str | None = None
    number: str | None = None
    created: int
    amount_due: int
    total: int
    currency: str
    hosted_invoice_url: str | None = None


class Invoices(Page):
    """A page of invoices."""

    data: list[Invoice]


class Charge(Answer):
    """A payment that was taken."""

    object: Literal["charge"]
    id: str
    customer: str | None = None


class Dispute(Answer):
    """A payment that a bank is asked to take back."""

    object: Literal["dispute"]
    id: str
    status: str
    charge: Charge | str

    @property
    def customer_id(self) -> str | None:
        """Whose payment it was; the charge is expanded wherever this is asked."""
        return None if isinstance(self.charge, str) else self.charge.customer


class Disputes(Page):
    """A page of disputes."""

    data: list[Dispute]
