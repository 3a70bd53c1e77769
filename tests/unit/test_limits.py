from asystec_web.services.limits import Limiter
from tests.waiting import until

RATE = "2/hour"


async def test_a_ration_is_given_and_then_refused() -> None:
    limiter = Limiter()

    given = [await limiter.allow("sign-in", "a@example.com", RATE) for _ in range(4)]

    assert given == [True, True, False, False]


async def test_everybody_has_a_ration_of_everything() -> None:
    limiter = Limiter()
    await limiter.allow("sign-in", "a@example.com", "1/hour")

    assert await limiter.allow("sign-in", "b@example.com", "1/hour")
    assert await limiter.allow("confirm", "a@example.com", "1/hour")
    assert not await limiter.allow("sign-in", "a@example.com", "1/hour")


async def test_it_tells_when_to_come_back() -> None:
    limiter = Limiter()
    key = "una clave/con\nde todo \ud800" * 100

    before = await limiter.retry_in("sign-in", key, RATE)
    while await limiter.allow("sign-in", key, RATE):
        pass

    assert before == 0
    assert 3590 < await limiter.retry_in("sign-in", key, RATE) <= 3600


async def test_the_ration_comes_back_with_time() -> None:
    limiter = Limiter()

    async def allowed() -> bool:
        return await limiter.allow("sign-in", "a", "2/second")

    given = [await allowed() for _ in range(50)]

    assert given[:2] == [True, True]
    assert not all(given)
    await until(allowed)
