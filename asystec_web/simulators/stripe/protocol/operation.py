"""One thing the API can be asked to do."""

from collections.abc import Callable
from dataclasses import dataclass, field

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.refusals import refuse_unsupported
from asystec_web.simulators.stripe.world.world import World


@dataclass(frozen=True, slots=True)
class Asked:
    """What one request says, already read.

    Attributes:
        address: The request's path, which lists repeat.
        id: The object in the path, if there is one.
        params: The parameters, typed as the library declares them.
    """

    address: str
    id: str = ""
    params: Json = field(default_factory=dict[str, object])

    def only(self, *honoured: str) -> Json:
        """Return the parameters, refusing those that would have no effect."""
        for param in self.params:
            if param not in {*honoured, "expand"}:
                refuse_unsupported(param)
        return self.params


@dataclass(frozen=True, slots=True)
class Operation:
    """A method and a path, the parameters they take, and what they do."""

    method: str
    path: str
    params: str
    run: Callable[[World, Asked], Json]
