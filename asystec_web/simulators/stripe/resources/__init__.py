"""The objects of the API and the operations on them."""

from asystec_web.simulators.stripe.protocol.expansion import OnDemand
from asystec_web.simulators.stripe.protocol.operation import Operation
from asystec_web.simulators.stripe.resources import (
    charges,
    checkout,
    coupons,
    customers,
    disputes,
    events,
    invoices,
    payment_methods,
    portal,
    prices,
    products,
    promotion_codes,
    refunds,
    schedules,
    subscriptions,
    test_clocks,
    webhook_endpoints,
)

OPERATIONS: list[Operation] = [
    *products.OPERATIONS,
    *prices.OPERATIONS,
    *coupons.OPERATIONS,
    *promotion_codes.OPERATIONS,
    *customers.OPERATIONS,
    *payment_methods.OPERATIONS,
    *checkout.OPERATIONS,
    *subscriptions.OPERATIONS,
    *schedules.OPERATIONS,
    *invoices.OPERATIONS,
    *charges.OPERATIONS,
    *refunds.OPERATIONS,
    *disputes.OPERATIONS,
    *events.OPERATIONS,
    *webhook_endpoints.OPERATIONS,
    *portal.OPERATIONS,
    *test_clocks.OPERATIONS,
]
ON_DEMAND: OnDemand = {
    ("checkout.session", "line_items"): checkout.line_items,
    ("invoice", "payments"): charges.payments,
    ("customer", "subscriptions"): customers.subscriptions,
    ("customer", "tax_ids"): customers.tax_ids,
}
