"""The plan and cycle that somebody came for, as a link on another page named them."""

from typing import Final
from urllib.parse import parse_qs

import reflex as rx

from asystec_web.catalog.plans import Cycle, plans

# As people and marketing pages write them.
CYCLES: Final = {"mensual": Cycle.MONTHLY, "anual": Cycle.ANNUAL}


def asked_cycle(query: str) -> Cycle | None:
    """Read `?ciclo=`; nothing if it names none."""
    return CYCLES.get(parse_qs(query).get("ciclo", [""])[0].lower())


class PlanInterest(rx.State, mixin=True):
    """What was named, from the first page on until the plans are shown."""

    cycle: str = Cycle.MONTHLY.value
    _wanted_plan: str = ""

    def _note_interest(self) -> None:
        """Read `?plan=` and `?ciclo=`; what is not there stays as it was chosen."""
        query = self.router.url.query
        cycle = asked_cycle(query)
        if cycle is not None:
            self.cycle = cycle.value
        plan = parse_qs(query).get("plan", [""])[0].lower()
        if plan in plans().plans:
            self._wanted_plan = plan
