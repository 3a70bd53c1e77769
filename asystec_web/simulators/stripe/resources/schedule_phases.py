"""The phases a schedule is asked to have."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.periods import period_after
from asystec_web.simulators.stripe.billing.phases import phase_of
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_unsupported
from asystec_web.simulators.stripe.resources.line_items import price_of
from asystec_web.simulators.stripe.world.world import World

_KNOWN = {
    *("duration", "end_date", "items", "metadata"),
    *("proration_behavior", "start_date"),
}


def planned(world: World, schedule: Json, asked: list[Json]) -> list[Json]:
    """Build the phases one after another, the current one first.

    Raises:
        Refusal: The first is not the current one, or they leave a gap.
    """
    phases: list[Json] = []
    begins: int = schedule["current_phase"]["start_date"]
    if asked[0].get("start_date") != begins:
        message = (
            "You can not modify the start date of the current phase. The current phase "
            f"starts at {begins}."
        )
        refuse(message, param="phases[0][start_date]")
    for place, each in enumerate(asked):
        param = f"phases[{place}]"
        if each.get("start_date", begins) != begins:
            message = "The phase must begin where the one before it ends."
            refuse(message, param=f"{param}[start_date]")
        phase = _phase(world, each, begins, param)
        phases.append(phase)
        begins = phase["end_date"]
    if phases[0]["end_date"] <= world.now:
        message = "The current phase must end in the future."
        refuse(message, param="phases[0][end_date]")
    return phases


def _phase(world: World, asked: Json, begins: int, param: str) -> Json:
    for name in asked:
        if name not in _KNOWN:
            refuse_unsupported(f"{param}[{name}]")
    items = [
        {
            "price": price_of(world, item, f"{param}[items][{number}]"),
            "quantity": item.get("quantity", 1),
        }
        for number, item in enumerate(asked["items"])
    ]
    proration = asked.get("proration_behavior", "create_prorations")
    phase = phase_of(items, begins, _end(asked, begins, param), proration)
    phase["metadata"] = asked.get("metadata", {})
    return phase


def _end(asked: Json, begins: int, param: str) -> int | None:
    if "duration" in asked:
        recurring = {"interval_count": 1, **asked["duration"]}
        return period_after(begins, recurring, begins)
    ends = asked.get("end_date")
    if isinstance(ends, str):
        refuse_unsupported(f"{param}[end_date]={ends}")
    if ends is not None and ends <= begins:
        message = "The phase must end after it begins."
        refuse(message, param=f"{param}[end_date]")
    return ends
