"""What a change in the midst of a period costs, to the second."""

from datetime import UTC, datetime

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.lines import Owed, described, price_of
from asystec_web.simulators.stripe.world.world import World

_MONTHS = (
    *("ene", "feb", "mar", "abr", "may", "jun"),
    *("jul", "ago", "sep", "oct", "nov", "dic"),
)


def unused(world: World, item: Json, moment: int) -> Owed:
    """Give back what was paid for the time after a moment."""
    told = f"Tiempo sin utilizar de {described(world, item)} después del {_day(moment)}"
    return _share(item, moment, told, -1)


def remaining(world: World, item: Json, moment: int) -> Owed:
    """Charge the time from a moment to the end of the period."""
    told = f"Tiempo restante de {described(world, item)} después del {_day(moment)}"
    return _share(item, moment, told, 1)


def _share(item: Json, moment: int, description: str, sign: int) -> Owed:
    start, end = item["current_period_start"], item["current_period_end"]
    left = max(end - max(moment, start), 0)
    amount = sign * round(price_of(item) * left / (end - start))
    return Owed(item, amount, moment, end, description, proration=True)


def _day(moment: int) -> str:
    day = datetime.fromtimestamp(moment, UTC)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
