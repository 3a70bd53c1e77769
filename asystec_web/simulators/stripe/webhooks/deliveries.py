"""Sending events off: in order and at once, or in any way that goes wrong."""

import asyncio
import random
from collections import Counter, deque
from collections.abc import Coroutine
from typing import Literal

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.webhooks.delivery import Delivery, Target

Mode = Literal[
    "normal",
    "hold",
    "drop",
    "duplicate",
    "shuffle",
    "bad_signature",
    "stale",
    "live",
    "other_version",
]
# A version that no endpoint made for this library asks for.
OTHER_VERSION = "2020-08-27"
# How long `shuffle` gathers events before it sends them in another order.
GATHERING_S = 0.1


class Deliveries:
    """Every delivery so far, and how the next ones are made."""

    def __init__(self, retry_pauses: tuple[float, ...]) -> None:
        """Start in normal mode; each pause is one more attempt after a refusal."""
        self.mode: Mode = "normal"
        self.delay = 0.0
        self.made: list[Delivery] = []
        self._pauses = retry_pauses
        self._queue: deque[Delivery] = deque()
        self._sender: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, world: str, event: Json, targets: list[Target]) -> int:
        """Take an event to its endpoints as the mode says; tell how many they are."""
        if self.mode == "live":
            event = {**event, "livemode": True}
        for target in targets:
            version = OTHER_VERSION if self.mode == "other_version" else target.version
            if version:
                event = {**event, "api_version": version}
            for _ in range(2 if self.mode == "duplicate" else 1):
                self._dispatch(Delivery(world, event, target))
        return len(targets)

    def _dispatch(self, delivery: Delivery) -> None:
        self.made.append(delivery)
        delivery.badly_signed = self.mode == "bad_signature"
        delivery.stale = self.mode == "stale"
        if self.mode in {"hold", "drop"}:
            delivery.status = "held" if self.mode == "hold" else "dropped"
            return
        self._enqueue(delivery)

    def _enqueue(self, delivery: Delivery) -> None:
        gathering = GATHERING_S if self.mode == "shuffle" else 0
        loop = asyncio.get_running_loop()
        delivery.due = loop.time() + max(self.delay, gathering)
        self._queue.append(delivery)
        if self._sender is None or self._sender.done():
            self._sender = self._start(self._drain())

    async def _drain(self) -> None:
        """Send what is queued, one after another; a refused one no longer waits."""
        loop = asyncio.get_running_loop()
        while self._queue:
            await asyncio.sleep(max(0, self._queue[0].due - loop.time()))
            if self.mode == "shuffle":
                random.shuffle(self._queue)
            delivery = self._queue.popleft()
            if await delivery.attempt():
                delivery.status = "delivered"
            else:
                self._start(self._retry(delivery))

    async def _retry(self, delivery: Delivery) -> None:
        for pause in self._pauses:
            await asyncio.sleep(pause)
            if await delivery.attempt():
                delivery.status = "delivered"
                return
        delivery.status = "failed"

    def release(self, *, shuffle: bool = False, copies: int = 1) -> int:
        """Send what was held, and go back to normal; tell how many go out."""
        held = [delivery for delivery in self.made if delivery.status == "held"]
        for delivery in held:
            delivery.status = "pending"
        again = [
            Delivery(delivery.world, delivery.event, delivery.target)
            for delivery in held
            for _ in range(copies - 1)
        ]
        self.made += again
        going = held + again
        if shuffle:
            random.shuffle(going)
        self.mode = "normal"
        for delivery in going:
            self._enqueue(delivery)
        return len(going)

    def count(self, world: str) -> dict[str, int]:
        """Count a world's deliveries by how they ended."""
        return dict(Counter(each.status for each in self.made if each.world == world))

    def clear(self) -> None:
        """Forget every delivery and stop those under way."""
        for task in self._tasks:
            task.cancel()
        self._sender = None
        self._queue.clear()
        self.made.clear()
        self.mode, self.delay = "normal", 0.0

    async def stop(self) -> None:
        """Stop, and wait until nothing is under way."""
        under_way = list(self._tasks)
        self.clear()
        await asyncio.gather(*under_way, return_exceptions=True)

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
