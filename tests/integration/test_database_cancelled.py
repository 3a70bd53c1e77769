import asyncio
import random
from uuid import uuid4

import pytest
from sqlmodel import select

from asystec_web.models import StripeEvent
from asystec_web.services import Services
from tests.waiting import LONG_S

pytestmark = pytest.mark.both_databases


async def test_a_cancelled_task_keeps_nobody_waiting(
    services: Services,
) -> None:
    async def write() -> None:
        async with services.database.transaction() as session:
            await session.exec(select(StripeEvent).limit(1))
            session.add(StripeEvent(id=str(uuid4()), type="prueba"))
            await session.flush()

    await write()
    remembered: list[BaseException | None] = []

    for _ in range(25):
        tasks = [asyncio.create_task(write()) for _ in range(3)]
        await asyncio.sleep(random.random() * 0.01)  # noqa: S311 - any moment will do
        for task in tasks:
            task.cancel()
        # Whoever remembers an exception keeps its cursors alive.
        remembered += await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.wait_for(write(), timeout=LONG_S)

    assert any(isinstance(each, asyncio.CancelledError) for each in remembered)
