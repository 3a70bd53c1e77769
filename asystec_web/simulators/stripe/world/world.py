"""Everything one secret key can see."""

import secrets
import string
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import stripe

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.dunning import USUAL, Dunning
from asystec_web.simulators.stripe.protocol.idempotency import Idempotency
from asystec_web.simulators.stripe.schema.blanks import blank
from asystec_web.simulators.stripe.schema.shapes import checked
from asystec_web.simulators.stripe.world.clock import Clock
from asystec_web.simulators.stripe.world.things import Things

_ALPHABET = string.ascii_letters + string.digits
_NOBODY: Json = {"id": None, "idempotency_key": None}


def random_text(length: int) -> str:
    """Invent the random part of an identifier or a secret."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


class World(Clock, Things):
    """One account's objects, clock and history."""

    def __init__(
        self, label: str, public_url: str, publish: Callable[["World", Json], int]
    ) -> None:
        """Begin empty, at the present time.

        Args:
            label: What the world is called where its key must not be told.
            public_url: Where people reach the pages.
            publish: Sends an event off, and tells to how many endpoints.
        """
        Clock.__init__(self)
        Things.__init__(self)
        self.label = label
        self.public_url = public_url
        self.idempotency = Idempotency()
        self.cause: Json = _NOBODY
        self.dunning: Dunning = USUAL
        self._publish = publish

    @property
    def contents(self) -> Json:
        """All there is, in types of Python's own, so that any version can read it."""
        return {
            "offset": self.offset,
            "dunning": (self.dunning.days, self.dunning.after),
            "things": dict(self._things),
            "unseen": dict(self._unseen),
        }

    @contents.setter
    def contents(self, contents: Json) -> None:
        self.offset = contents["offset"]
        self.dunning = Dunning(*contents["dunning"])
        self._things = defaultdict(dict, contents["things"])
        self._unseen = defaultdict(dict, contents["unseen"])

    def forget_all_but(self, kinds: frozenset[str]) -> None:
        """Begin again, with the objects of some kinds."""
        self.offset, self.dunning = 0, USUAL
        kept = {kind: self._things[kind] for kind in kinds}
        self._things = defaultdict(dict, kept)
        self._unseen.clear()
        self.idempotency = Idempotency()

    @contextmanager
    def because_of(
        self, request_id: str, idempotency_key: str | None
    ) -> Generator[None]:
        """Let events name the request that caused them."""
        self.cause = {"id": request_id, "idempotency_key": idempotency_key}
        try:
            yield
        finally:
            self.cause = _NOBODY

    def make(self, name: str, prefix: str, /, **values: Any) -> Json:  # noqa: ANN401 # JSON
        """Build an object with every field it has on the wire, and forget it."""
        thing = blank(name)
        thing["id"] = f"{prefix}_{random_text(24)}"
        thing.update({"created": self.now} if "created" in thing else {})
        thing.update(values)
        return thing

    def add(self, name: str, prefix: str, /, **values: Any) -> Json:  # noqa: ANN401 # JSON
        """Create an object with every field it has on the wire."""
        return self.keep(self.make(name, prefix, **values))

    @contextmanager
    def changing(self, thing: Json, event: str) -> Generator[Json]:
        """Emit an event about an object if what happens inside changed it."""
        before = deepcopy(thing)
        yield thing
        previous = {
            field: value for field, value in before.items() if thing[field] != value
        }
        if previous:
            self.emit(event, thing, previous)

    def emit(self, event: str, thing: Json, previous: Json | None = None) -> Json:
        """Record an event about an object as it now is, and send it off."""
        told: Json = {"object": deepcopy(checked(thing))}
        if previous is not None:
            told["previous_attributes"] = previous
        return self.tell(event, told)

    def tell(self, event: str, told: Json) -> Json:
        """Record an event about anything, true or not, and send it off."""
        happened = self.add(
            "event",
            "evt",
            api_version=stripe.api_version,
            data=told,
            request=dict(self.cause),
            type=event,
        )
        happened["pending_webhooks"] = self._publish(self, happened)
        return happened
