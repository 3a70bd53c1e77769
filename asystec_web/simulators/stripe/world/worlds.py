"""One isolated world per secret key."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.keys import label
from asystec_web.simulators.stripe.protocol.refusals import Refusal
from asystec_web.simulators.stripe.world.world import World


@dataclass(slots=True)
class Worlds:
    """Every world, and what holds for all of them.

    Attributes:
        public_url: Where people reach the pages.
        publish: Sends an event of a world off.
        latency: Seconds an operation takes, so that two can overlap.
        keeps: Kinds of objects that a reset leaves where they are.
        broken: Paths whose next POST fails inside, as often as each is listed.
    """

    public_url: str
    publish: Callable[[World, Json], int]
    latency: float = 0
    broken: list[str] = field(default_factory=list[str])
    keeps: frozenset[str] = frozenset()
    _worlds: dict[str, World] = field(default_factory=dict[str, World])

    def of(self, key: str) -> World:
        """Return a key's world, empty on its first use."""
        return self.named(label(key))

    def named(self, name: str) -> World:
        """Return the world of a label."""
        if name not in self._worlds:
            self._worlds[name] = World(name, self.public_url, self.publish)
        return self._worlds[name]

    def all(self) -> Iterable[World]:
        """List the worlds that keys have opened."""
        return list(self._worlds.values())

    def with_page(self, kind: str, identifier: str) -> tuple[World, Json]:
        """Find the object a person's page is about, in whatever world it is.

        Raises:
            LookupError: No world has it.
        """
        for world in self.all():
            try:
                return world, world.find(kind, identifier)
            except Refusal:
                continue
        raise LookupError(kind)

    def customer_of(self, email: str) -> tuple[World, Json]:
        """Find the latest customer of an e-mail, in whatever world it is.

        Raises:
            LookupError: No world has one.
        """
        for world, customer in self.customers():
            if (customer["email"] or "").lower() == email.strip().lower():
                return world, customer
        message = "no customer has this e-mail"
        raise LookupError(message)

    def customers(self) -> Iterable[tuple[World, Json]]:
        """List everybody's customers, the latest first."""
        for world in self.all():
            for customer in reversed(world.all("customer")):
                yield world, customer

    def breaks(self, path: str) -> bool:
        """Tell whether an operation fails inside, counting the failure down."""
        if path in self.broken:
            self.broken.remove(path)
            return True
        return False

    def clear(self) -> None:
        """Forget everything but what is kept."""
        if self.keeps:
            for world in self.all():
                world.forget_all_but(self.keeps)
        else:
            self._worlds.clear()
        self.broken.clear()
        self.latency = 0
