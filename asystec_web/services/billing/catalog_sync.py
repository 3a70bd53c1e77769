"""Our plans brought into a Stripe account."""

import stripe

from asystec_web.catalog.plans import Plans
from asystec_web.services.billing.answers import Price, Product
from asystec_web.services.billing.catalog_changes import (
    Change,
    TaxBehavior,
    changes_between,
    product_params,
)

_MOST = 100


async def sync_catalog(
    client: stripe.StripeClient, sold: Plans, tax: TaxBehavior, *, apply: bool
) -> list[Change]:
    """Compare plans with an account; make it so when told to.

    A second time there is nothing to change. A price whose amount changed, or whether
    IVA is in it, is replaced: the new one takes over the lookup key, and whoever
    subscribed keeps the old one.

    Raises:
        stripe.StripeError: Stripe did not do as asked; what was done stays done.
    """
    products = await _products(client, sold)
    changes = changes_between(sold, tax, products, await _prices(client, sold))
    if apply:
        known = {plan: product.id for plan, product in products.items()}
        for change in changes:
            await _make(client, sold, tax, change, known)
    return changes


async def _products(client: stripe.StripeClient, sold: Plans) -> dict[str, Product]:
    """Find the product of each plan: the oldest, an active one before others."""
    listed = await client.v1.products.list_async({"limit": _MOST})
    found: dict[str, Product] = {}
    async for each in listed.auto_paging_iter():
        product = Product.model_validate(each.to_dict(for_json=True))
        plan = product.metadata.get("plan", "")
        known = found.get(plan)
        # They come newest first.
        if plan in sold.plans and (known is None or product.active or not known.active):
            found[plan] = product
    return found


async def _prices(client: stripe.StripeClient, sold: Plans) -> dict[str, Price]:
    listed = await client.v1.prices.list_async(
        {"lookup_keys": list(sold.lookup_keys), "limit": _MOST}
    )
    prices = [Price.model_validate(each.to_dict(for_json=True)) for each in listed.data]
    return {price.lookup_key or "": price for price in prices}


async def _make(
    client: stripe.StripeClient,
    sold: Plans,
    tax: TaxBehavior,
    change: Change,
    known: dict[str, str],
) -> None:
    """Carry out one change; `known` holds the product of each plan, and gains some."""
    plan, cycle = change.plan, change.cycle
    if cycle is None:
        params = product_params(sold, plan)
        if plan in known:
            await client.v1.products.update_async(
                known[plan], {**params, "active": True}
            )
        else:
            known[plan] = (await client.v1.products.create_async(params)).id
        return
    if change.action == "update":
        await client.v1.prices.update_async(change.price, {"tax_behavior": tax})
        return
    await client.v1.prices.create_async(
        {
            "product": known[plan],
            "currency": sold.currency,
            "unit_amount": sold.plans[plan].amount(cycle),
            "recurring": {"interval": cycle.interval},
            "tax_behavior": tax,
            "lookup_key": change.subject,
            "transfer_lookup_key": True,
        }
    )
    if change.price:
        await client.v1.prices.update_async(change.price, {"active": False})
