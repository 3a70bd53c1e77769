"""What we read of Stripe's answers: the few fields we rely on, and their types."""

from asystec_web.services.billing.answers.answer import (
    Answer,
)
from asystec_web.services.billing.answers.catalog import (
    Feature,
    Price,
    Prices,
    Product,
    Recurring,
)
from asystec_web.services.billing.answers.payments import (
    CheckoutSession,
    CheckoutSessions,
    Customer,
    Invoice,
    InvoiceLine,
    InvoiceLines,
    InvoicePeriod,
    Invoices,
    PortalConfiguration,
    PortalConfigurations,
    PortalSession,
)
from asystec_web.services.billing.answers.returned import (
    Charge,
    Dispute,
    Disputes,
    Refund,
    Refunds,
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
    Subscriptions,
)

__all__ = [
    "Answer",
    "Charge",
    "CheckoutSession",
    "CheckoutSessions",
    "CurrentPhase",
    "Customer",
    "Dispute",
    "Disputes",
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
    "PortalConfigurations",
    "PortalSession",
    "Price",
    "Prices",
    "Product",
    "Recurring",
    "Refund",
    "Refunds",
    "Schedule",
    "Subscription",
    "SubscriptionItem",
    "SubscriptionItems",
    "Subscriptions",
]
