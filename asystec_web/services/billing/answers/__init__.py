"""What we read of Stripe's answers: the few fields we rely on, and their types."""

from asystec_web.services.billing.answers.answer import (
    Answer,
)
from asystec_web.services.billing.answers.catalog import (
    Feature,
    Price,
    Product,
    Recurring,
)
from asystec_web.services.billing.answers.payments import (
    CheckoutSession,
    Customer,
    Invoice,
    InvoiceLine,
    InvoiceLines,
    InvoicePeriod,
    Invoices,
    PortalConfiguration,
    PortalSession,
)
from asystec_web.services.billing.answers.returned import (
    Charge,
    Dispute,
    Refund,
)
from asystec_web.services.billing.answers.subscriptions import (
    CurrentPhase,
    Phase,
    PhaseDiscount,
    PhaseItem,
    Schedule,
    Subscription,
    SubscriptionItem,
    SubscriptionItems,
)

__all__ = [
    "Answer",
    "Charge",
    "CheckoutSession",
    "CurrentPhase",
    "Customer",
    "Dispute",
    "Feature",
    "Invoice",
    "InvoiceLine",
    "InvoiceLines",
    "InvoicePeriod",
    "Invoices",
    "Phase",
    "PhaseDiscount",
    "PhaseItem",
    "PortalConfiguration",
    "PortalSession",
    "Price",
    "Product",
    "Recurring",
    "Refund",
    "Schedule",
    "Subscription",
    "SubscriptionItem",
    "SubscriptionItems",
]
