import asyncio

from sqlmodel import select

from asystec_web.models import StripeEvent
from asystec_web.services import Services


async def test_writers_on_sqlite_come_to_their_turn_in_the_order_they_asked(
    services: Services,
) -> None:
    turns: list[int] = []

    async def write(number: int) -> None:
        async with services.database.transaction() as session:
            await session.exec(select(StripeEvent).limit(1))
            turns.append(number)
            await asyncio.sleep(0)

    await asyncio.gather(*(write(number) for number in range(40)))

    assert turns == list(range(40))


async def test_a_writer_that_fails_leaves_the_turn_to_the_next(
    services: Services,
) -> None:
    async def fail() -> None:
        async with services.database.transaction() as session:
            await session.exec(select(StripeEvent).limit(1))
            raise LookupError

    failures = await asyncio.gather(*(fail() for _ in range(5)), return_exceptions=True)
    async with services.database.transaction() as session:
        await session.exec(select(StripeEvent).limit(1))

    assert [type(failure) for failure in failures] == [LookupError] * 5
