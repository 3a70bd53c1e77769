"""What people may choose from."""

from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from asystec_web.catalog.plans import Cycle, Plans
from asystec_web.services.billing import answers

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PriceOffer:
    """What one charge is. The amount is in minor units."""

    lookup_key: str
    price_id: str
    amount: int
    currency: str
    interval: str


@dataclass(frozen=True, slots=True)
class PlanOffer:
    """A plan on sale.

    Attributes:
        fresh: Whether this is what Stripe says now; when not, it may be shown, but
            not sold.
    """

    plan: str
    name: str
    features: tuple[str, ...]
    recommended: bool
    prices: Mapping[Cycle, PriceOffer]
    fresh: bool = True


def offers_of(sold: Plans, prices: list[answers.Price]) -> tuple[PlanOffer, ...]:
    """Take those prices that are what their lookup keys promise."""
    products: dict[str, answers.Product] = {}
    offered: dict[str, dict[Cycle, PriceOffer]] = {}
    for price in prices:
        plan, cycle = sold.lookup_keys.get(price.lookup_key or "", ("", None))
        offer = _price_offer(price, plan, cycle)
        if cycle and offer and isinstance(price.product, answers.Product):
            products[plan] = price.product
            offered.setdefault(plan, {})[cycle] = offer
        else:
            log.warning("price_not_sold", price=price.id, key=price.lookup_key)
    return tuple(
        PlanOffer(
            plan=plan,
            name=products[plan].name,
            features=tuple(
                each.name for each in products[plan].marketing_features if each.name
            ),
            recommended=products[plan].metadata.get("recommended") == "true",
            prices=offered[plan],
        )
        for plan in sorted(offered, key=lambda plan: _order(products[plan]))
    )


def _price_offer(
    price: answers.Price, plan: str, cycle: Cycle | None
) -> PriceOffer | None:
    """Take a price if it is what its lookup key promises."""
    product, recurring = price.product, price.recurring
    if (
        cycle is None
        or recurring is None
        or (recurring.interval, recurring.interval_count) != (cycle.interval, 1)
        or not price.active
        or not price.unit_amount
        or price.unit_amount < 0
        or not price.lookup_key
        or isinstance(product, str)
        or not (product.active and product.name)
        or product.metadata.get("plan") != plan
    ):
        return None
    return PriceOffer(
        price.lookup_key,
        price.id,
        price.unit_amount,
        price.currency,
        recurring.interval,
    )


def _order(product: answers.Product) -> tuple[int, str]:
    order = product.metadata.get("order", "")
    return (int(order) if order.isdecimal() else 0, product.id)
