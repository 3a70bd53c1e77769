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
    Charge,
    CheckoutSession,
    CheckoutSessions,
    Customer,
    Dispute,
    Disputes,
    Invoice,
    Invoices,
    PortalConfiguration,
    PortalConfigurations,
    PortalSession,
)
from asystec_web.services.billing.answers.subscriptions import (
    CurrentPhase,
    Phase,
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
    "Invoices",
    "Phase",
    "PhaseItem",
    "PortalConfiguration",
    "PortalConfigurations",
    "PortalSession",
    "Price",
    "Prices",
    "Product",
    "Recurring",
    "Schedule",
    "Subscription",
    "SubscriptionItem",
    "SubscriptionItems",
    "Subscriptions",
]
