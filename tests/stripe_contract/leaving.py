"""Leaving a Stripe account as it was found, but for the catalogue."""

import stripe

from tests.stripe_contract.stage import Stage


async def clear(stage: Stage) -> list[str]:
    """Remove what a scenario made; tells what would not go."""
    left: list[str] = []
    for what, remove in [*reversed(stage.made), ("customers", lambda: _all(stage))]:
        try:
            await remove()
        except stripe.StripeError as failure:
            left.append(f"{what} ({type(failure).__name__})")
    return left


async def _all(stage: Stage) -> None:
    """Remove the customers that our own code made, with the pages they could pay on."""
    v1 = stage.client.v1
    listed = await v1.customers.list_async({"email": f"facturas-{stage.email}"})
    for customer in listed.data:
        pages = await v1.checkout.sessions.list_async(
            {"customer": customer.id, "status": "open"}
        )
        for page in pages.data:
            await v1.checkout.sessions.expire_async(page.id)
        await v1.customers.delete_async(customer.id)
