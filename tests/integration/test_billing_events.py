import asyncio

import pytest

from asystec_web.errors.billing import BillingUnavailable
from asystec_web.models import StripeEvent
from asystec_web.services.billing import EventRefused
from tests.billing_world import BillingWorld

COMPLETED = "checkout.session.completed"


async def status_of(world: BillingWorld) -> str | None:
    subscription = await world.billing.subscription(world.account_id)
    return subscription.status if subscription else None


async def said(world: BillingWorld) -> dict[str, object]:
    """Give what the row says, but not when it was written."""
    subscription = await world.billing.subscription(world.account_id)
    assert subscription is not None
    return subscription.model_dump(exclude={"updated_at"})


async def requests(world: BillingWorld) -> int:
    state = (await world.http.get("/_control/state")).json()
    return sum(
        times for path, times in state["requests"].items() if path.startswith("/v1/sub")
    )


async def test_an_event_tells_who_has_paid(world: BillingWorld) -> None:
    await world.subscribe()
    assert await status_of(world) is None

    await world.deliver(await world.event(COMPLETED))

    assert await status_of(world) == "active"


async def test_the_event_after_the_return_changes_nothing(world: BillingWorld) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    returned = await said(world)

    await world.deliver(await world.event(COMPLETED))

    assert await said(world) == returned


async def test_a_repeated_event_asks_nothing(world: BillingWorld) -> None:
    await world.subscribe()
    event = await world.event(COMPLETED)
    await world.deliver(event)
    before = await requests(world)

    await world.deliver(event)

    assert await requests(world) == before
    assert await world.rows(StripeEvent) == 1


async def test_the_same_event_at_the_same_time(world: BillingWorld) -> None:
    await world.subscribe()
    event = await world.event(COMPLETED)

    await asyncio.gather(*(world.deliver(event) for _ in range(8)))

    assert await status_of(world) == "active"
    assert await world.rows(StripeEvent) == 1


async def test_all_events_in_any_order_at_once(world: BillingWorld) -> None:
    await world.subscribe()
    events = await world.all("events")

    await asyncio.gather(*(world.deliver(event) for event in [*events, *events]))

    assert await status_of(world) == "active"
    assert await world.rows(StripeEvent) == len(events)


async def test_a_cancellation_at_the_end_of_the_period_is_known(
    world: BillingWorld,
) -> None:
    await world.subscribe()
    (subscription,) = await world.all("subscriptions")
    await world.ask(
        "POST", f"/v1/subscriptions/{subscription['id']}", cancel_at_period_end="true"
    )

    await world.deliver(await world.event("customer.subscription.updated"))

    known = await world.billing.subscription(world.account_id)
    assert known is not None
    assert (known.status, known.cancel_at_period_end) == ("active", True)


async def test_a_failed_event_is_worked_on_when_sent_again(world: BillingWorld) -> None:
    await world.subscribe()
    event = await world.event(COMPLETED)
    await world.control("mood", {"path": "/v1/subscriptions", "status": 400})
    with pytest.raises(BillingUnavailable):
        await world.deliver(event)
    await world.control("mood", [])

    await world.deliver(event)

    assert await status_of(world) == "active"


async def test_an_event_of_an_unknown_kind_is_taken(world: BillingWorld) -> None:
    await world.subscribe()
    event = await world.event("customer.created")

    await world.deliver(event | {"id": "evt_unknown", "type": "new.kind_of.event"})

    assert await status_of(world) is None
    assert await world.rows(StripeEvent) == 1


async def test_an_event_of_nobody_is_taken(world: BillingWorld) -> None:
    await world.subscribe()
    event = await world.event("customer.subscription.created")
    event["data"]["object"] |= {"customer": "cus_otra", "metadata": {}}

    await world.deliver(event)

    assert await status_of(world) is None


async def test_an_event_is_only_a_hint(world: BillingWorld) -> None:
    await world.subscribe()
    event = await world.event("customer.subscription.updated")
    event["data"]["object"]["status"] = "canceled"

    await world.deliver(event)

    assert await status_of(world) == "active"


async def an_old_answer(world: BillingWorld) -> asyncio.Task[object]:
    """Ask Stripe, and let the answer of this moment arrive late."""
    late = {"path": "/v1/subscriptions", "status": 0, "when": "after", "hold": True}
    await world.control("mood", late | {"times": 1})
    asking = asyncio.create_task(world.billing.sync(world.account_id))
    await world.holds()
    return asking


async def test_a_late_answer_does_not_overwrite_a_newer_one(
    world: BillingWorld,
) -> None:
    await world.subscribe()
    asking = await an_old_answer(world)
    (subscription,) = await world.all("subscriptions")
    await world.ask("DELETE", f"/v1/subscriptions/{subscription['id']}")
    await world.billing.sync(world.account_id)

    await world.control("mood", [])
    await asking

    assert await status_of(world) == "canceled"


async def test_a_late_answer_does_not_overwrite_what_stayed_the_same(
    world: BillingWorld,
) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    before = await said(world)
    (subscription,) = await world.all("subscriptions")
    path = f"/v1/subscriptions/{subscription['id']}"
    await world.ask("POST", path, cancel_at_period_end="true")
    asking = await an_old_answer(world)
    await world.ask("POST", path, cancel_at_period_end="false")
    await world.billing.sync(world.account_id)

    await world.control("mood", [])
    await asking

    assert await said(world) == before


async def test_a_forged_event_leaves_no_trace(world: BillingWorld) -> None:
    await world.subscribe()

    with pytest.raises(EventRefused):
        await world.deliver(await world.event(COMPLETED), secret="whsec_other")

    assert await world.rows(StripeEvent) == 0
    assert await status_of(world) is None
