"""Two real processes at once, and one that is killed between click and row."""

import asyncio
import json
import multiprocessing
import signal
from typing import Any

import pytest
import stripe
from sqlmodel import update

from asystec_web.errors.billing import ChangeDiffers, ChangeUnderWay
from asystec_web.models import PlanAttempt, PlanChange
from asystec_web.models.columns import now
from asystec_web.services.billing import ChangePreview, Stand
from tests.billing_process import STEPS, Order, serve
from tests.billing_world import PYME_ANNUAL, PYME_MONTHLY, SECRET, BillingWorld
from tests.operators import environment

pytestmark = pytest.mark.both_databases

# A server that has imported everything forks a process within milliseconds.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.billing_process"])
CLICK = [
    "attempt row written",
    "customer created",
    "open pages listed",
    "session created",
    "session kept",
]
LISTEN = ["webhook received", "subscriptions asked", "row written"]
CHANGE = ["turn taken", "plan changed"]
EMPRESA_MONTHLY = "asystec_empresa_monthly"


class Running:
    """A process at work, and the way to talk to it."""

    def __init__(self, order: Order) -> None:
        self.line, theirs = FORKS.Pipe()
        self.process = FORKS.Process(target=serve, args=(order, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.is_ready = False

    async def ready(self) -> None:
        """Wait until it has started."""
        if not self.is_ready:
            assert await asyncio.to_thread(self.line.recv) == "ready"
            self.is_ready = True

    async def begin(self) -> "Running":
        """Let it go on, once it is ready."""
        await self.ready()
        self.line.send("go")
        return self

    async def ends(self) -> str:
        """Wait for what it has to say; empty when it died before."""
        try:
            told: str = await asyncio.to_thread(self.line.recv)
        except EOFError:
            told = ""
        await asyncio.to_thread(self.process.join, 30)
        self.line.close()
        return told


def process(world: BillingWorld, does: Any, **more: Any) -> Running:
    """Start another process of ours on the same database and the same Stripe."""
    told = environment(world) | {"NO_PROXY": "127.0.0.1,localhost"}
    choice = (PYME_ANNUAL, 9990000, "crc")
    return Running(Order(does, told, world.account_id, choice, **more))


async def killed(world: BillingWorld, does: Any, step: str, **more: Any) -> None:
    """Let a process die after a step."""
    dying = await process(world, does, dies_at=step, **more).begin()
    await dying.ends()
    assert dying.process.exitcode == -signal.SIGKILL


def signed(payload: bytes) -> str:
    return stripe.WebhookSignature.generate_signature_header(payload.decode(), SECRET)


async def previews_of(world: BillingWorld, *wanted: str) -> list[ChangePreview]:
    """Subscribe by the month, and see what changes would cost."""
    await world.subscribe(PYME_MONTHLY)
    preview = world.billing.preview_change
    return [await preview(world.account_id, key) for key in wanted]


async def charges(world: BillingWorld) -> list[int]:
    return [each["amount_paid"] for each in await world.all("invoices")]


def test_every_step_where_a_process_may_die_is_tried() -> None:
    assert {*CLICK, *LISTEN, *CHANGE} == STEPS.keys()


async def test_two_processes_at_once_open_one_page(world: BillingWorld) -> None:
    await world.control("latency", {"seconds": 0.1})
    both = [process(world, "choose") for _ in range(2)]

    await asyncio.gather(*(each.begin() for each in both))
    first, second = await asyncio.gather(*(each.ends() for each in both))

    await world.control("latency", {"seconds": 0})
    assert first == second
    assert "/c/pay/" in first
    assert len(await world.all("customers")) == 1
    assert len(await world.all("checkout/sessions")) == 1
    assert await world.rows(PlanAttempt) == 1


async def test_two_processes_at_once_let_no_late_answer_win(
    world: BillingWorld,
) -> None:
    """One asks before a cancellation and is answered after the other has written."""
    await world.subscribe()
    await world.billing.sync(world.account_id)
    path = f"/v1/subscriptions/{(await world.subscription())['id']}"
    slow, quick = process(world, "sync"), process(world, "sync")
    late = {"path": "/v1/subscriptions", "status": 0, "when": "after", "hold": True}
    await world.control("mood", late | {"times": 1})

    await slow.begin()
    await world.holds()
    await world.ask("DELETE", path)
    newer = await (await quick.begin()).ends()
    written = await world.stand()
    await world.control("mood", [])
    older = await slow.ends()

    assert (newer, written) == ("canceled", Stand.ENDED)
    assert older == "canceled"
    assert await world.stand() is Stand.ENDED


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param((EMPRESA_MONTHLY, PYME_ANNUAL), id="both at once"),
        pytest.param((PYME_ANNUAL, "asystec_emprendedor_monthly"), id="one later"),
    ],
)
async def test_two_processes_at_once_make_one_of_two_changes(
    world: BillingWorld, wanted: tuple[str, str]
) -> None:
    """Two tabs confirm different plans at the same moment, on two servers."""
    previews = await previews_of(world, *wanted)
    tabs = [process(world, "change", shown=shown) for shown in previews]
    for tab in tabs:
        await tab.ready()
    await world.control("latency", {"seconds": 0.15})

    await asyncio.gather(*(tab.begin() for tab in tabs))
    said = await asyncio.gather(*(tab.ends() for tab in tabs))

    await world.control("latency", {"seconds": 0})
    [made] = [
        each for each, told in zip(previews, said, strict=True) if told == "changed"
    ]
    assert set(said) <= {
        "changed",
        "ChangeDiffers",
        "NothingToChange",
        "ChangeUnderWay",
    }
    assert await charges(world) == [each for each in (made.cost.due, 999_000) if each]
    row = await world.billing.sync(world.account_id)
    assert row is not None
    assert made.plan_name in {row.plan_name, row.next_plan_name}
    other = previews[made is previews[0]]
    assert (other.plan_name, other.cycle.value) not in {
        (row.plan_name, row.cycle),
        (row.next_plan_name, row.next_cycle),
    }


@pytest.mark.parametrize("step", CLICK)
async def test_killed_between_click_and_page(world: BillingWorld, step: str) -> None:
    await killed(world, "choose", step)

    await world.subscribe()
    await world.told("checkout.session.completed")

    await world.is_at_peace()
    assert len(await world.all("checkout/sessions")) == 1


@pytest.mark.parametrize("step", CLICK[3:])
async def test_killed_after_the_page_was_opened_and_it_is_paid_anyway(
    world: BillingWorld, step: str
) -> None:
    await killed(world, "choose", step)
    (session,) = await world.all("checkout/sessions")

    await world.pay(session["url"])
    await world.minutes_pass()
    await world.billing.sweep()

    await world.is_at_peace()


async def test_killed_after_paying_before_anybody_asked(world: BillingWorld) -> None:
    await world.subscribe()
    await killed(world, "sync", "subscriptions asked")
    nothing = await world.stand()
    await world.minutes_pass()

    await (await process(world, "sweep").begin()).ends()

    assert nothing is Stand.NONE
    await world.is_at_peace()


@pytest.mark.parametrize("again", ["sent again", "never sent again"])
@pytest.mark.parametrize("step", LISTEN)
async def test_killed_between_webhook_and_row(
    world: BillingWorld, step: str, again: str
) -> None:
    await world.subscribe()
    event = await world.event("checkout.session.completed")
    payload = json.dumps(event).encode()

    await killed(world, "event", step, payload=payload, signature=signed(payload))
    if again == "sent again":
        await world.deliver(event)
    else:
        await world.minutes_pass()
        await world.billing.sweep()

    await world.is_at_peace()


@pytest.mark.parametrize("step", CHANGE)
async def test_killed_while_changing_and_confirmed_again(
    world: BillingWorld, step: str
) -> None:
    [shown] = await previews_of(world, PYME_ANNUAL)
    await killed(world, "change", step, shown=shown)

    await world.billing.change(world.account_id, shown)

    standing = await world.billing.standing(world.account_id)
    assert (standing.stand, standing.cycle) == (Stand.ACTIVE, "annual")
    assert await charges(world) == [shown.cost.due, 999_000]


@pytest.mark.parametrize("step", CHANGE)
async def test_killed_while_changing_keeps_another_tab_waiting(
    world: BillingWorld, step: str
) -> None:
    """Nobody knows whether the first is still under way, until it cannot be."""
    shown, other = await previews_of(world, PYME_ANNUAL, EMPRESA_MONTHLY)
    await killed(world, "change", step, shown=shown)

    with pytest.raises(ChangeUnderWay):
        await world.billing.change(world.account_id, other)
    async with world.database.transaction() as session:
        await session.exec(update(PlanChange).values(until=now()))
    made = other
    if step == "turn taken":
        await world.billing.change(world.account_id, other)
    else:
        made = shown
        with pytest.raises(ChangeDiffers):
            await world.billing.change(world.account_id, other)

    assert await charges(world) == [made.cost.due, 999_000]
    assert await world.rows(PlanChange) == 0
