import asyncio

import pytest
import stripe

from asystec_web.errors.billing import BillingUnavailable
from asystec_web.services.billing import Billing, desk, stripe_client
from asystec_web.services.billing.account_setup import set_up_account
from asystec_web.services.billing.offers import Offers
from asystec_web.services.billing.stripe_client import CONVERSATION_S
from tests.billing_world import PYME_ANNUAL, BillingWorld
from tests.waiting import LONG_S

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again after moments instead of half a second."""
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)


NONSENSE = [
    pytest.param({"status": 200, "body": "<html>Hola</html>"}, id="html"),
    pytest.param({"status": 200, "body": ""}, id="nothing"),
    pytest.param({"status": 200, "body": '{"object": "list", "da'}, id="half"),
    pytest.param({"status": 200, "body": "[]"}, id="list"),
    pytest.param({"status": 200, "body": "null"}, id="null"),
    pytest.param({"status": 200, "body": '"text"'}, id="text"),
    pytest.param({"status": 200, "body": "{}"}, id="empty object"),
    pytest.param({"status": 200, "body": '{"object": "list", "data": 1}'}, id="shape"),
    pytest.param({"status": 200, "body": '{"object": "charge"}'}, id="another object"),
    pytest.param({"status": 301, "headers": {"Location": "/"}}, id="redirect"),
    pytest.param({"status": 401, "body": '{"error": {}}'}, id="key revoked"),
    pytest.param({"status": 403, "body": '{"error": "x"}'}, id="strange error"),
    pytest.param({"status": 404, "body": '{"error": []}'}, id="stranger error"),
    pytest.param(
        {"status": 429, "body": '{"error": {"code": "rate_limit"}}'}, id="429"
    ),
    pytest.param({"status": 503, "body": "down"}, id="503"),
    pytest.param({"drop": True}, id="dropped"),
]


@pytest.mark.parametrize("answer", NONSENSE)
async def test_nothing_is_shown_without_a_useful_answer(
    world: BillingWorld, answer: dict[str, object]
) -> None:
    await world.control("mood", answer)

    with pytest.raises(BillingUnavailable):
        await world.billing.plans()


@pytest.mark.parametrize(
    "answer",
    [each for each in NONSENSE if each.id in {"html", "429", "503", "dropped"}],
)
@pytest.mark.parametrize("path", ["/v1/customers", "/v1/checkout/sessions"])
async def test_nothing_is_sold_without_a_useful_answer(
    world: BillingWorld, path: str, answer: dict[str, object]
) -> None:
    price = await world.price(PYME_ANNUAL)
    await world.control("mood", {"path": path} | answer)

    with pytest.raises(BillingUnavailable):
        await world.billing.checkout(
            world.account_id, PYME_ANNUAL, price.amount, price.currency
        )

    await world.control("mood", [])
    await world.subscribe()
    assert len(await world.all("subscriptions")) == 1


async def test_nothing_is_sold_while_nobody_knows_who_has_subscribed(
    world: BillingWorld,
) -> None:
    await world.choose(PYME_ANNUAL)
    await world.control("mood", {"path": "/v1/subscriptions"})

    with pytest.raises(BillingUnavailable):
        await world.choose(PYME_ANNUAL)


async def test_stripe_is_not_there(world: BillingWorld) -> None:
    settings = world.settings.model_copy(update={"stripe_api_url": NOWHERE})
    billing = Billing(settings, world.database)

    with pytest.raises(BillingUnavailable):
        await billing.checkout(world.account_id, PYME_ANNUAL, 9990000, "crc")

    await billing.close()


async def test_a_slow_stripe_is_not_waited_for(
    world: BillingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "CONVERSATION_S", 0.2)
    # Not even a single request would come to its end.
    monkeypatch.setattr(stripe_client, "_TIMEOUT", 2 * LONG_S)
    await world.control("mood", {"status": 0, "hold": True})

    async with asyncio.timeout(LONG_S):
        with pytest.raises(BillingUnavailable):
            await world.billing.plans()

    assert CONVERSATION_S <= 5


async def test_a_stored_failure_for_a_customer_does_not_stay(
    world: BillingWorld,
) -> None:
    await world.control("break", {"path": "/v1/customers"})
    with pytest.raises(BillingUnavailable):
        await world.choose(PYME_ANNUAL)

    await world.subscribe()

    assert (await world.account()).stripe_customer_generation == 1


async def test_the_last_known_prices_are_shown_but_not_sold(
    world: BillingWorld,
) -> None:
    billing = Billing(world.settings, world.database, Offers(keep_s=0))
    fresh = await billing.plans()
    await world.control("mood", {"path": "/v1/prices"})

    stale = await billing.plans()
    await billing.close()

    assert all(each.fresh for each in fresh)
    assert not any(each.fresh for each in stale)
    assert [each.prices for each in stale] == [each.prices for each in fresh]


async def test_prices_are_asked_for_once_in_a_while(world: BillingWorld) -> None:
    await asyncio.gather(*(world.billing.plans() for _ in range(8)))
    await world.control("mood", {"path": "/v1/prices"})

    assert all(each.fresh for each in await world.billing.plans())


async def test_an_empty_account_sells_nothing(world: BillingWorld) -> None:
    await world.http.post("/_control/reset")

    with pytest.raises(BillingUnavailable):
        await world.billing.plans()


async def test_a_stripe_that_forgot_everything_sells_again(
    world: BillingWorld,
) -> None:
    await world.choose(PYME_ANNUAL)
    await world.http.post("/_control/reset")
    await set_up_account(world.settings, apply=True)

    await world.subscribe()

    assert (await world.account()).stripe_customer_generation == 1
