"""Whatever nobody ever tells us about is found by looking again."""

from datetime import timedelta

import pytest
from sqlmodel import select, update

from asystec_web.models import AttemptStatus, PlanAttempt, StripeEvent, Subscription
from asystec_web.models.columns import now
from asystec_web.services.billing import Stand
from tests.billing_world import PYME_ANNUAL, PYME_MONTHLY, BillingWorld

pytestmark = pytest.mark.both_databases

LONG_AGO = timedelta(hours=2)


async def attempt_is(
    world: BillingWorld, age: timedelta = timedelta(minutes=5)
) -> None:
    async with world.database.transaction() as session:
        await session.exec(update(PlanAttempt).values(created_at=now() - age))


async def statuses(world: BillingWorld) -> list[str]:
    async with world.database.reading() as session:
        return list((await session.exec(select(PlanAttempt.status))).all())


async def row_was_written(world: BillingWorld, **values: object) -> None:
    async with world.database.transaction() as session:
        await session.exec(
            update(Subscription).values(updated_at=now() - LONG_AGO, **values)
        )


async def test_a_payment_nobody_told_us_of_is_found(world: BillingWorld) -> None:
    await world.subscribe()
    await attempt_is(world)

    await world.billing.sweep()

    assert await world.stand() is Stand.ACTIVE
    assert await statuses(world) == [AttemptStatus.PAID]


async def test_whoever_is_still_paying_is_left_alone(world: BillingWorld) -> None:
    await world.choose(PYME_ANNUAL)
    await attempt_is(world)

    await world.billing.sweep()

    assert await statuses(world) == [AttemptStatus.OPEN]


async def test_somebody_who_just_clicked_is_not_looked_at(world: BillingWorld) -> None:
    await world.subscribe()

    await world.billing.sweep()

    assert await world.stand() is Stand.NONE


async def test_a_page_that_ran_out_ends_its_attempt(world: BillingWorld) -> None:
    await world.choose(PYME_ANNUAL)
    (session,) = await world.all("checkout/sessions")
    await world.ask("POST", f"/v1/checkout/sessions/{session['id']}/expire")
    await attempt_is(world)

    await world.billing.sweep()

    assert await statuses(world) == [AttemptStatus.EXPIRED]


@pytest.mark.parametrize(
    ("age", "status"),
    [
        pytest.param(timedelta(minutes=30), AttemptStatus.OPEN, id="may be opened"),
        pytest.param(LONG_AGO, AttemptStatus.EXPIRED, id="nobody can pay it now"),
    ],
)
async def test_an_attempt_without_a_page_ends_when_none_could_be_paid(
    world: BillingWorld, age: timedelta, status: AttemptStatus
) -> None:
    await world.choose(PYME_ANNUAL)
    async with world.database.transaction() as session:
        await session.exec(update(PlanAttempt).values(checkout_session_id=None))
    await attempt_is(world, age)

    await world.billing.sweep()

    assert await statuses(world) == [status]


async def test_a_page_that_stripe_forgot_ends_its_attempt(world: BillingWorld) -> None:
    await world.choose(PYME_ANNUAL)
    await world.http.post("/_control/reset")
    await attempt_is(world)

    await world.billing.sweep()

    assert await statuses(world) == [AttemptStatus.EXPIRED]


async def test_a_renewal_nobody_told_us_of_is_found(world: BillingWorld) -> None:
    await world.subscribe(PYME_MONTHLY)
    before = await world.billing.sync(world.account_id)
    assert before is not None
    await row_was_written(world, current_period_end=now() - timedelta(minutes=1))

    await world.billing.sweep()

    after = await world.billing.subscription(world.account_id)
    assert after is not None
    assert after.current_period_end == before.current_period_end


async def test_an_end_nobody_told_us_of_is_found(world: BillingWorld) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    path = f"/v1/subscriptions/{(await world.subscription())['id']}"
    await world.ask("DELETE", path)
    await row_was_written(world, current_period_end=now() - timedelta(minutes=1))

    await world.billing.sweep()

    assert await world.stand() is Stand.ENDED


async def test_an_event_left_undone_is_taken_up(world: BillingWorld) -> None:
    await world.subscribe()
    told = await world.event("customer.subscription.created")
    async with world.database.transaction() as session:
        then = now() - timedelta(minutes=5)
        session.add(StripeEvent(id=told["id"], type=told["type"], received_at=then))

    await world.billing.sweep()

    assert await world.stand() is Stand.ACTIVE
    async with world.database.reading() as session:
        assert (await session.exec(select(StripeEvent))).one().done_at is not None


async def test_an_event_that_stripe_forgot_is_let_go(world: BillingWorld) -> None:
    async with world.database.transaction() as session:
        then = now() - timedelta(days=40)
        session.add(StripeEvent(id="evt_old", type="invoice.paid", received_at=then))

    await world.billing.sweep()

    async with world.database.reading() as session:
        assert (await session.exec(select(StripeEvent))).one().done_at is not None


async def test_one_account_that_fails_does_not_keep_others_waiting(
    world: BillingWorld,
) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    await row_was_written(
        world,
        stripe_subscription_id="sub_of_another_key",
        status="active",
        current_period_end=now() - timedelta(minutes=1),
    )
    async with world.database.transaction() as session:
        await (await session.connection()).exec_driver_sql(
            "update account set stripe_customer_id = null"
        )
    world.account_id = await world.new_account("otra", cedula="3101999998")
    await world.subscribe()
    await attempt_is(world)

    await world.billing.sweep()

    assert await world.stand() is Stand.ACTIVE


async def test_an_outage_ends_the_round_early(world: BillingWorld) -> None:
    for number in range(6):
        world.account_id = await world.new_account(f"persona-{number}")
        await world.choose(PYME_ANNUAL)
    await attempt_is(world)
    await world.control("mood", {"status": 400})
    before = sum((await requests(world)).values())

    await world.billing.sweep()

    # One for the disputes, one for the refunds, and three of the six attempts.
    assert sum((await requests(world)).values()) - before == 5


async def test_a_key_that_may_not_see_everything_still_finds_payments(
    world: BillingWorld,
) -> None:
    await world.subscribe()
    await attempt_is(world)
    async with world.database.transaction() as session:
        then = now() - timedelta(minutes=5)
        session.add(StripeEvent(id="evt_1", type="invoice.paid", received_at=then))
    forbidden = ("/v1/disputes", "/v1/refunds", "/v1/events")
    await world.control("mood", [{"path": path, "status": 403} for path in forbidden])

    await world.billing.sweep()

    assert await world.stand() is Stand.ACTIVE


async def requests(world: BillingWorld) -> dict[str, int]:
    return (await world.http.get("/_control/state")).json()["requests"]
