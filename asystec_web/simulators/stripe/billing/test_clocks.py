"""Test clocks: time that callers move through the API.

At Stripe each clock has its own customers and stands still in between. Here a world
has one clock: moving any of them moves the whole world, and seconds go on passing.
"""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.clock import advance
from asystec_web.simulators.stripe.billing.departures import remove
from asystec_web.simulators.stripe.billing.endings import ENDED
from asystec_web.simulators.stripe.billing.periods import DAY_S, period_after
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_unsupported
from asystec_web.simulators.stripe.world.world import World

KIND = "test_helpers.test_clock"
# https://docs.stripe.com/api/test_clocks/advance: two intervals of the shortest
# subscription, or two years; clocks are deleted after 30 days.
_INTERVALS = 2
_NOTHING_TO_PAY: Json = {"interval": "year", "interval_count": 1}
_LIFE_S = 30 * DAY_S
_NEAR_S = 60


def test_clock(world: World, moment: int, name: str | None) -> Json:
    """Make a clock that begins now.

    Raises:
        Refusal: It would begin at another time, which the world cannot.
    """
    if abs(moment - world.now) > _NEAR_S:
        refuse_unsupported("a test clock that does not begin now")
    made = world.add(
        KIND,
        "clock",
        deletes_after=world.now + _LIFE_S,
        frozen_time=moment,
        name=name,
        status="ready",
    )
    world.emit(f"{KIND}.created", made)
    return made


def move(world: World, clock: Json, moment: int) -> None:
    """Let time pass until a moment.

    Raises:
        Refusal: The moment has been, or lies too far ahead.
    """
    if not clock["frozen_time"] < moment <= _farthest(world, clock):
        message = (
            "The time must be after the test clock's, and at most two intervals of "
            "its shortest subscription ahead, or two years if it has none."
        )
        refuse(message, param="frozen_time")
    clock["status"] = "advancing"
    world.emit(f"{KIND}.advancing", clock)
    advance(world, max(moment - world.now, 0))
    clock.update(status="ready", frozen_time=moment)
    world.emit(f"{KIND}.ready", clock)


def stop(world: World, clock: Json) -> Json:
    """Delete a clock, and the customers that live by it."""
    for customer in world.all("customer"):
        if customer["test_clock"] == clock["id"]:
            remove(world, customer)
    world.emit(f"{KIND}.deleted", clock)
    return world.delete(clock)


def _farthest(world: World, clock: Json) -> int:
    charged = [
        item["price"]["recurring"]
        for subscription in world.all("subscription")
        if subscription["test_clock"] == clock["id"]
        and subscription["status"] not in ENDED
        for item in subscription["items"]["data"]
    ]
    return min(
        _ahead(clock["frozen_time"], recurring)
        for recurring in charged or [_NOTHING_TO_PAY]
    )


def _ahead(moment: int, recurring: Json) -> int:
    count = _INTERVALS * recurring["interval_count"]
    return period_after(moment, {**recurring, "interval_count": count}, moment)
