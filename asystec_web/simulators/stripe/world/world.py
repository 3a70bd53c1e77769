"""Everything one secret key can see."""

import secrets
import string
import time
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import stripe

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.dunning import USUAL, Dunning
from asystec_web.simulators.stripe.protocol.idempotency import Idempotency
from asystec_web.simulators.stripe.protocol.refusals import refuse_missing
from asystec_web.simulators.stripe.schema.blanks import blank
from asystec_web.simulators.stripe.schema.shapes import checked

_ALPHABET = string.ascii_letters + string.digits
_NOBODY: Json = {"id": None, "idempotency_key": None}


def random_text(length: int) -> str:
    """Invent the random part of an identifier or a secret."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


class World:
    """One account's objects, clock and history.

    Objects are kept as the JSON Stripe would send. Those that Stripe embeds (a price
    in a subscription's item) are one shared object, so a change is seen everywhere.
    """

    def __init__(
        self, label: str, public_url: str, publish: Callable[["World", Json], int]
    ) -> None:
        """Begin empty, at the present time.

        Args:
            label: What the world is called where its key must not be told.
            public_url: Where people reach the pages.
            publish: Sends an event off, and tells to how many endpoints.
        """
        self.label = label
        self.public_url = public_url
        self.idempotency = Idempotency()
        self.cause: Json = _NOBODY
        self.offset = 0
        self.dunning: Dunning = USUAL
        self._frozen_at: int | None = None
        self._publish = publish
        self._things: defaultdict[str, dict[str, Json]] = defaultdict(dict)
        self._unseen: defaultdict[str, Json] = defaultdict(dict)

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

    @property
    def now(self) -> int:
        """The world's time: the real one, moved by what was advanced."""
        return self._frozen_at or int(time.time()) + self.offset

    def told(self, moment: int, earliest: int = 0) -> int:
        """Read a moment that a caller gives.

        Callers live in real time and know nothing of the days this clock was moved
        ahead: a moment that would come too early here is one of theirs.

        Args:
            moment: What the caller gave.
            earliest: Seconds from now before which it makes no sense.
        """
        early = moment - self.now < earliest
        return moment + self.offset if early else moment

    @contextmanager
    def at(self, moment: int) -> Generator[None]:
        """Let something happen at a moment of the world's own."""
        self._frozen_at = moment
        try:
            yield
        finally:
            self._frozen_at = None

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

    def keep(self, thing: Json) -> Json:
        """Let an object exist from now on."""
        self._things[thing["object"]][thing["id"]] = thing
        return thing

    def add(self, name: str, prefix: str, /, **values: Any) -> Json:  # noqa: ANN401 # JSON
        """Create an object with every field it has on the wire."""
        return self.keep(self.make(name, prefix, **values))

    def all(self, name: str) -> list[Json]:
        """List the objects of one kind, oldest first, without the deleted ones."""
        return [
            thing for thing in self._things[name].values() if not thing.get("deleted")
        ]

    def find(self, name: str, identifier: str, param: str | None = None) -> Json:
        """Find an object that is not deleted.

        Raises:
            Refusal: There is none; `param` tells which parameter asked for it.
        """
        thing = self._things[name].get(identifier)
        if thing is None or thing.get("deleted"):
            refuse_missing(name, identifier, param)
        return thing

    def named(self, identifier: str) -> Json | None:
        """Find any object by its identifier alone."""
        kinds = self._things.values()
        return next((kind[identifier] for kind in kinds if identifier in kind), None)

    def unseen(self, identifier: str) -> Json:
        """Return what Stripe knows of an object and does not show."""
        return self._unseen[identifier]

    def delete(self, thing: Json) -> Json:
        """Leave only the mark that an object existed."""
        mark: Json = {"id": thing["id"], "object": thing["object"], "deleted": True}
        self._things[thing["object"]][thing["id"]] = mark
        return mark

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
