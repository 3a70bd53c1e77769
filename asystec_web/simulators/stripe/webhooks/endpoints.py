"""Which endpoints an event goes to."""

from dataclasses import dataclass, field

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.webhooks.deliveries import Deliveries
from asystec_web.simulators.stripe.webhooks.delivery import Target
from asystec_web.simulators.stripe.world.world import World


@dataclass(slots=True)
class Endpoints:
    """Endpoints set from outside, beside those each world creates through the API.

    Attributes:
        first: The one the simulator was started with; a reset comes back to it.
        default: The one for every world without its own.
        by_world: The ones set for one world.
    """

    deliveries: Deliveries
    first: Target | None = None
    default: Target | None = None
    by_world: dict[str, Target] = field(default_factory=dict[str, Target])

    def __post_init__(self) -> None:
        """Begin with the endpoint the simulator was started with."""
        self.default = self.first

    def publish(self, world: World, event: Json) -> int:
        """Send an event to every endpoint that wants it; tell how many do."""
        created = [
            Target(
                endpoint["url"],
                world.unseen(endpoint["id"])["secret"],
                endpoint["api_version"] or "",
            )
            for endpoint in world.all("webhook_endpoint")
            if endpoint["status"] == "enabled"
            and not {"*", event["type"]}.isdisjoint(endpoint["enabled_events"])
        ]
        given = self.by_world.get(world.label, self.default)
        targets = [*created, given] if given else created
        return self.deliveries.send(world.label, event, targets)

    def clear(self) -> None:
        """Come back to the endpoint the simulator was started with."""
        self.default = self.first
        self.by_world.clear()
        self.deliveries.clear()
