"""`expand`: answers where ids are replaced by the objects they name."""

from collections.abc import Callable
from copy import deepcopy

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.refusals import refuse
from asystec_web.simulators.stripe.world.world import World

DEEPEST = 4

# Fields that Stripe sends only when they are asked for: (object, field) → its value.
OnDemand = dict[tuple[str, str], Callable[[World, Json], Json]]


def expanded(world: World, answer: Json, paths: list[str], extras: OnDemand) -> Json:
    """Copy an answer, with the fields at these paths as whole objects.

    Raises:
        Refusal: A path is too deep, or leads to something that is no object.
    """
    copy = deepcopy(answer)
    for path in paths:
        if path.count(".") >= DEEPEST:
            message = f"You cannot expand more than {DEEPEST} levels of a property"
            refuse(message, param="expand")
        if not _expand(world, copy, path.split("."), extras):
            message = f"This property cannot be expanded ({path})."
            refuse(message, param="expand")
    return copy


def _expand(world: World, thing: Json, path: list[str], extras: OnDemand) -> bool:
    name, *rest = path
    provide = extras.get((thing.get("object", ""), name))
    if provide is not None and name not in thing:
        thing[name] = deepcopy(provide(world, thing))
    if name not in thing:
        return False
    value = thing[name]
    if value is None:
        return True
    if isinstance(value, str):
        found = world.named(value)
        if found is None:
            return False
        value = thing[name] = deepcopy(found)
    elif isinstance(value, list) and all(isinstance(each, str) for each in value):
        named = [found for each in value if (found := world.named(each)) is not None]
        if len(named) < len(value):
            return False
        value = thing[name] = deepcopy(named)
    if not rest:
        return True
    inner = value if isinstance(value, list) else [value]
    return all(_expand(world, each, rest, extras) for each in inner)
