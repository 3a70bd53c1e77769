"""A test clock: at Stripe it stands still until it is moved."""

import asyncio
import time
from typing import Final

import stripe

from tests.stripe_contract.expecting import PAUSE_S, TRIES, expect

DAY_S: Final = 86_400
# Stripe leaves a renewal's invoice open to changes for about an hour.
SETTLED_S: Final = 3 * 3600


class Clock:
    """One clock; who pays by it lives in its time."""

    def __init__(self, client: stripe.StripeClient, made: stripe.StripeObject) -> None:
        self._clocks = client.v1.test_helpers.test_clocks
        self.id: str = made["id"]
        self._now: int = made["frozen_time"]

    @classmethod
    async def begin(cls, client: stripe.StripeClient) -> "Clock":
        """Make a clock that shows the present time."""
        clocks = client.v1.test_helpers.test_clocks
        made = await clocks.create_async(
            {"frozen_time": int(time.time()), "name": "Asystec's contract"}
        )
        return cls(client, made)

    async def days_pass(self, days: float) -> None:
        """Move the clock ahead."""
        await self.reach(self._now + int(days * DAY_S))

    async def passes(self, moment: int) -> None:
        """Move the clock past a moment, until what is due then is done."""
        await self.reach(moment + SETTLED_S)

    async def reach(self, moment: int) -> None:
        """Move the clock to a moment, and wait until Stripe has arrived there."""
        await self._clocks.advance_async(self.id, {"frozen_time": moment})
        status = await self._status()
        for _ in range(TRIES * 2):
            if status != "advancing":
                break
            await asyncio.sleep(PAUSE_S)
            status = await self._status()
        expect("the test clock's status", status, "ready")
        self._now = moment

    async def _status(self) -> str:
        return (await self._clocks.retrieve_async(self.id))["status"]
