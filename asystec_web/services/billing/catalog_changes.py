"""How a Stripe account differs from our file of plans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from stripe.params import ProductCreateParams

from asystec_web.catalog.plans import Cycle, Plans, lookup_key
from asystec_web.services.billing.answers import Price, Product
from asystec_web.services.billing.money import format_money

# Whether the amount of a price has IVA in it, in Stripe's words.
TaxBehavior = Literal["inclusive", "exclusive"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; its text is what the operator reads.

    Attributes:
        action: What is to be done.
        subject: The plan's key, or the price's lookup key.
        detail: What it is to be.
        plan: The plan's key.
        cycle: Which price of the plan; none for the plan's product.
        price: The price there is, if there is one; archived when it is replaced.
    """

    action: Literal["create", "update", "replace"]
    subject: str
    detail: str
    plan: str
    cycle: Cycle | None = None
    price: str = ""

    def __str__(self) -> str:
        kind = "product" if self.cycle is None else "price"
        return f"{self.action} {kind} {self.subject}: {self.detail}"


def product_params(sold: Plans, key: str) -> ProductCreateParams:
    """Say how a plan's product should be."""
    plan = sold.plans[key]
    return {
        "name": plan.name,
        "marketing_features": [{"name": feature} for feature in plan.features],
        "metadata": _metadata(sold, key),
    }


def _metadata(sold: Plans, key: str) -> dict[str, str]:
    return {
        "plan": key,
        "order": str(list(sold.plans).index(key) + 1),
        "recommended": "true" if sold.plans[key].recommended else "false",
    }


def changes_between(
    sold: Plans,
    tax: TaxBehavior,
    products: Mapping[str, Product],
    prices: Mapping[str, Price],
) -> list[Change]:
    """List what is to be done, each product before its prices.

    Args:
        sold: What the file says.
        tax: Whether its amounts have IVA in them.
        products: The account's products by plan.
        prices: The account's prices by lookup key.
    """
    return [
        change
        for key in sold.plans
        for change in (
            *_of_product(sold, key, products.get(key)),
            *_of_prices(sold, key, tax, products.get(key), prices),
        )
    ]


def _of_product(sold: Plans, key: str, product: Product | None) -> Iterator[Change]:
    plan = sold.plans[key]
    if product is None:
        yield Change("create", key, plan.name, key)
        return
    features = tuple(each.name for each in product.marketing_features)
    same = (product.active, product.name, features) == (True, plan.name, plan.features)
    if not (same and _metadata(sold, key).items() <= product.metadata.items()):
        yield Change("update", key, plan.name, key)


def _of_prices(
    sold: Plans,
    key: str,
    tax: TaxBehavior,
    product: Product | None,
    prices: Mapping[str, Price],
) -> Iterator[Change]:
    for cycle in Cycle:
        named = lookup_key(key, cycle)
        price = prices.get(named)
        amount = sold.plans[key].amount(cycle)
        wanted = (True, amount, sold.currency, cycle.interval, 1)
        if price and product and _traits(price) == (*wanted, product.id):
            if price.tax_behavior == tax:
                continue
            if price.tax_behavior not in get_args(TaxBehavior):
                # Stripe lets it be said once, and never changed.
                yield Change("update", named, f"tax {tax}", key, cycle, price.id)
                continue
        yield Change(
            "replace" if price else "create",
            named,
            f"{format_money(amount, sold.currency)} / {cycle.interval}, tax {tax}",
            key,
            cycle,
            price.id if price else "",
        )


def _traits(price: Price) -> tuple[object, ...]:
    recurring = price.recurring
    return (
        price.active,
        price.unit_amount,
        price.currency,
        recurring.interval if recurring else "",
        recurring.interval_count if recurring else 0,
        price.product_id,
    )
