"""A lost dispute suspends until an operator lifts that, for good."""

from datetime import timedelta

import pytest
from sqlmodel import update

from asystec_web.models import Dispute
from asystec_web.models.columns import now
from asystec_web.services.billing import Stand
from tests.billing_world import BillingWorld
from tests.operators import commands

pytestmark = pytest.mark.both_databases

NOBODY = "No dispute suspends anybody.\n"


@pytest.fixture
async def dispute(world: BillingWorld) -> str:
    """An open dispute about the payment of somebody who subscribed."""
    await world.subscribe()
    await world.billing.sync(world.account_id)
    opened = await world.control("dispute", {"of": await world.customer()})
    await world.billing.sweep()
    return opened["dispute"]


async def ends(world: BillingWorld, dispute: str, *, won: bool) -> None:
    await world.control("dispute_end", {"dispute": dispute, "won": won})
    await world.billing.sweep()


async def test_operators_see_who_is_suspended(
    world: BillingWorld, dispute: str
) -> None:
    done = await commands(world, "stripe-disputes", "list")

    assert done.exit_code == 0
    assert done.output.startswith(f"{dispute}  needs_response  since ")
    assert done.output.endswith(f"account {world.account_id}\n")


async def test_operators_see_since_when_and_not_when_we_looked(
    world: BillingWorld, dispute: str
) -> None:
    then = now() - timedelta(days=9)
    async with world.database.transaction() as session:
        await session.exec(update(Dispute).values(updated_at=then))

    await world.billing.sweep()

    done = await commands(world, "stripe-disputes", "list")
    assert f"{dispute}  needs_response  since {then:%Y-%m-%d}" in done.output


async def test_a_lost_dispute_is_lifted_for_good(
    world: BillingWorld, dispute: str
) -> None:
    await ends(world, dispute, won=False)
    suspended = await world.stand()

    done = await commands(world, "stripe-disputes", "lift", dispute)

    lifted = await world.billing.standing(world.account_id)
    assert done.exit_code == 0
    assert str(world.account_id) in done.output
    assert suspended is Stand.SUSPENDED
    assert (lifted.stand, lifted.entitles) == (Stand.ACTIVE, True)
    await world.told("charge.dispute.closed")
    await world.billing.sweep()
    await world.billing.sync(world.account_id)
    assert await world.stand() is Stand.ACTIVE
    assert (await commands(world, "stripe-disputes", "list")).output == NOBODY


async def test_a_dispute_that_was_won_is_lifted_by_itself(
    world: BillingWorld, dispute: str
) -> None:
    await ends(world, dispute, won=True)

    done = await commands(world, "stripe-disputes", "list")

    assert done.output == NOBODY
    assert await world.stand() is Stand.ACTIVE


@pytest.mark.parametrize(
    ("won", "why"),
    [
        pytest.param(None, "is needs_response: answer it in Stripe", id="open"),
        pytest.param(True, "is won: it suspends nobody", id="won"),
    ],
)
async def test_only_a_lost_dispute_can_be_lifted(
    world: BillingWorld,
    dispute: str,
    won: bool | None,  # noqa: FBT001 - the bank's decision
    why: str,
) -> None:
    if won is not None:
        await ends(world, dispute, won=won)
    before = await world.stand()

    done = await commands(world, "stripe-disputes", "lift", dispute)

    assert done.exit_code == 1
    assert why in done.output
    assert await world.stand() is before


async def test_a_dispute_nobody_knows_cannot_be_lifted(world: BillingWorld) -> None:
    done = await commands(world, "stripe-disputes", "lift", "du_otra")

    assert done.exit_code == 1
    assert "du_otra is not known" in done.output


async def test_lifting_one_of_two_leaves_the_other(
    world: BillingWorld, dispute: str
) -> None:
    await ends(world, dispute, won=False)
    await world.days_pass(370)
    await world.control("dispute", {"of": await world.customer()})
    await world.billing.sweep()

    done = await commands(world, "stripe-disputes", "lift", dispute)

    assert done.exit_code == 0
    assert await world.stand() is Stand.SUSPENDED
