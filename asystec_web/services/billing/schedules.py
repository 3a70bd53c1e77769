"""Changes that were agreed on for the end of a period."""

from dataclasses import dataclass

from asystec_web.catalog.plans import Cycle
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.products import Products

_RUNNING = frozenset({"active", "not_started"})


@dataclass(frozen=True, slots=True)
class Coming:
    """What a subscription becomes; all empty when nothing changes."""

    plan_name: str = ""
    cycle: str = ""
    amount: int = 0


async def agreed_change(
    stripe: Conversation, schedule_id: str, products: Products
) -> Coming:
    """Tell what a schedule makes of its subscription after the current phase."""
    schedule = await stripe.schedule(schedule_id)
    after = schedule.coming
    if schedule.status not in _RUNNING or after is None:
        return Coming()
    price = await stripe.price(after.items[0].price)
    product = await products.find(stripe, price.product_id)
    cycle = Cycle.of_interval(price.recurring.interval) if price.recurring else None
    return Coming(
        product.name[:100],
        cycle.value if cycle else "",
        (price.unit_amount or 0) * after.items[0].quantity,
    )
