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


class PortalSession(Answer):
    """A way into Stripe's customer portal."""

    object: Literal["billing_portal.session"]
    url: str


class PortalConfiguration(Answer):
    """What the portal lets people do."""

    id: str
    metadata: dict[str, str] = {}


class InvoicePeriod(Answer):
    """The time a line is about."""

    start: int
    end: int


class InvoiceLine(Answer):
    """What is charged for a time; a credit is negative."""

    amount: int
    period: InvoicePeriod


class DiscountAmount(Answer):
    """What one promotion takes off."""

    amount: int


class TaxAmount(Answer):
    """What one tax is, within the prices or on top of them."""

    amount: int
    tax_behavior: str

    @property
    def added(self) -> int:
        """What the tax adds to the prices."""
        return self.amount if self.tax_behavior == "exclusive" else 0


class InvoiceLines(Answer):
    """The lines of an invoice; those of one change are few."""

    data: list[InvoiceLine] = []


class SubscriptionDetails(Answer):
    """Of a preview: since when a change would count, by Stripe's clock."""

    subscription_proration_date: int | None = None


class InvoiceParent(Answer):
    """What an invoice comes from."""

    subscription_details: SubscriptionDetails | None = None


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
    lines: InvoiceLines = InvoiceLines()
    total_discount_amounts: list[DiscountAmount] | None = None
    total_taxes: list[TaxAmount] | None = None
    parent: InvoiceParent | None = None

    @property
    def counts_since(self) -> int:
        """Tell since when a change that is previewed would count."""
        details = self.parent.subscription_details if self.parent else None
        told = details.subscription_proration_date if details else None
        return told or self.created


class Invoices(Page):
    """A page of invoices."""

    data: list[Invoice]
