"""Customers, whether the API or the payment page brings them in."""

from typing import Any

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.world.world import World


def new_customer(world: World, **fields: Any) -> Json:  # noqa: ANN401 # JSON
    """Create a customer and tell about it."""
    customer = world.add(
        "customer",
        "cus",
        balance=0,
        delinquent=False,
        invoice_settings={
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        metadata={},
        next_invoice_sequence=1,
        preferred_locales=[],
        tax_exempt="none",
    )
    customer.update(fields)
    world.emit("customer.created", customer)
    return customer
