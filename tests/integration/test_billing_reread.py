import pytest
from sqlalchemy import update

from asystec_web.models import BillingNotice, Subscription
from asystec_web.services.billing import Stand
from asystec_web.services.billing import reread as rereading
from asystec_web.services.billing.reread import Difference, reread
from tests.billing_world import BillingWorld
from tests.operators import commands

pytestmark = pytest.mark.both_databases


async def differences(world: BillingWorld) -> list[Difference]:
    return [found async for found in reread(world.database, world.billing)]


async def spoil(world: BillingWorld, **values: object) -> None:
    """Let a row say something else than Stripe does, as after a lost webhook."""
    async with world.database.transaction() as session:
        await session.exec(update(Subscription).values(**values))


async def test_rows_that_say_what_stripe_says_are_not_reported(
    world: BillingWorld,
) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)

    assert await differences(world) == []


async def test_a_row_that_fell_behind_is_reported_and_mended(
    world: BillingWorld,
) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    await spoil(world, status="past_due", amount=1)

    (found,) = await differences(world)

    assert found.told == {"status": ("past_due", "active"), "amount": (1, 9990000)}
    assert str(found) == (
        f"{world.account_id}: status past_due → active, amount 1 → 9990000"
    )
    assert await differences(world) == []


async def test_a_payment_nobody_told_us_of_is_found(world: BillingWorld) -> None:
    await world.subscribe()

    (found,) = await differences(world)

    assert found.told["status"] == (None, "active")
    known = await world.billing.subscription(world.account_id)
    assert known is not None
    assert known.plan == "pyme"


async def test_disputes_and_refunds_nobody_told_us_of_are_reported(
    world: BillingWorld,
) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    await world.control("refund", {"of": await world.customer(), "amount": 100})
    disputed = await world.control("dispute", {"of": await world.customer()})
    (refund,) = await world.all("refunds")

    found = await differences(world)

    assert [(each.account_id, each.told) for each in found] == [
        (
            world.account_id,
            {f"dispute {disputed['dispute']}": (None, "needs_response")},
        ),
        (world.account_id, {f"refund {refund['id']}": (None, "succeeded")}),
        (world.account_id, {"disputed": (False, True)}),
    ]
    assert await world.stand() is Stand.SUSPENDED
    assert await world.rows(BillingNotice) == 2
    assert await differences(world) == []


async def test_accounts_that_never_came_to_paying_are_not_asked_about(
    world: BillingWorld,
) -> None:
    await world.new_account("otra")

    assert await differences(world) == []


async def test_every_account_is_read_however_many_pages_they_fill(
    world: BillingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rereading, "PAGE", 2)
    for name in ("b", "c", "d", "e"):
        world.account_id = await world.new_account(name)
        await world.choose("asystec_pyme_annual")
    await world.subscribe()

    found = await differences(world)

    assert [each.account_id for each in found] == [world.account_id]


async def test_an_outage_is_reported_and_changes_no_row(world: BillingWorld) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    await spoil(world, status="past_due")
    await world.http.post(
        "/_control/mood", json={"path": "/v1/subscriptions", "status": 503, "times": 99}
    )

    (found,) = await differences(world)

    await world.http.post("/_control/mood", json=[])
    assert found.unread
    assert str(found) == f"{world.account_id}: Stripe did not answer"
    known = await world.billing.subscription(world.account_id)
    assert known is not None
    assert known.status == "past_due"


@pytest.mark.parametrize("away", [False, True])
async def test_the_command_reports_and_fails_when_something_could_not_be_read(
    world: BillingWorld, *, away: bool
) -> None:
    await world.subscribe()
    changes = {"stripe_api_url": "http://127.0.0.1:1"} if away else {}

    done = await commands(world, "stripe-sync", **changes)

    if away:
        assert done.exit_code == 1
        assert "disputes and refunds: Stripe did not answer" in done.stdout
        assert "2 could not be read" in done.stdout
    else:
        assert done.exit_code == 0
        assert "status None → active" in done.stdout
        assert "1 brought up to what Stripe says." in done.stdout
    assert world.key not in done.output
