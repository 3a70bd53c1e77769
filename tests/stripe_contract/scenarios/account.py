"""The account as a whole: key, catalogue, portal, webhook endpoint."""

import secrets

import stripe
from pydantic import SecretStr

from asystec_web.catalog.plans import plans
from asystec_web.services.billing.account_setup import set_up_account
from asystec_web.services.billing.endpoint_setup import endpoints, sync_endpoint
from asystec_web.services.billing.events import TELLING
from asystec_web.services.billing.key_check import KeyCheck, check_key
from tests.stripe_contract.expecting import expect, expect_that
from tests.stripe_contract.stage import Stage

_PATIENCE_S = 15


async def key_is_told_from_a_wrong_one(stage: Stage) -> None:
    """Our key is taken, and one that Stripe never gave out is refused as such."""
    wrong = {"stripe_secret_key": SecretStr("sk_test_contract.wrong")}

    ours = await check_key(stage.settings, _PATIENCE_S)
    other = await check_key(stage.settings.model_copy(update=wrong), _PATIENCE_S)

    expect("our key", ours, KeyCheck.TAKEN)
    expect("a key of nobody", other, KeyCheck.REFUSED)


async def catalogue_is_made_once(stage: Stage) -> None:
    """`asystec stripe-catalog --apply` finds nothing more to change a second time."""
    setup = await set_up_account(stage.settings, apply=True)

    expect("what is left to change", [str(each) for each in setup.changes], [])


async def prices_are_found_by_their_keys(stage: Stage) -> None:
    """Every plan is on sale under its lookup keys, in colones with two decimals."""
    sold = plans()

    offered = await stage.billing.plans()

    found = {
        price.lookup_key: (price.amount, price.currency, price.interval)
        for plan in offered
        for price in plan.prices.values()
    }
    wanted = {
        key: (sold.plans[plan].amount(cycle), "crc", cycle.interval)
        for key, (plan, cycle) in sold.lookup_keys.items()
    }
    expect("the prices", found, wanted)
    expect("the order of plans", [each.plan for each in offered], list(sold.plans))
    expect_that("the plans are fresh", holds=all(each.fresh for each in offered))


async def webhook_endpoint_takes_our_events(stage: Stage) -> None:
    """Stripe takes every event we ask for and our API version, and tells a secret."""
    host = f"https://contrato-{secrets.token_hex(6)}.example.com"
    ours = stage.settings.model_copy(update={"public_url": host})

    made = await sync_endpoint(stage.client, ours, apply=True)

    [endpoint] = [each for each in await endpoints(stage.client) if host in each.url]
    remove = stage.client.v1.webhook_endpoints.delete_async
    stage.undo(endpoint.id, lambda: remove(endpoint.id))
    expect("the events", set(endpoint.enabled_events), TELLING)
    expect("the endpoint's version", endpoint.api_version, stripe.api_version)
    expect_that("a secret is told", holds=made[0].secret.startswith("whsec_"))
    expect("a second time", await sync_endpoint(stage.client, ours, apply=True), [])
