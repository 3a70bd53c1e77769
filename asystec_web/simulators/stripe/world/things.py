"""The objects of a world."""

from collections import defaultdict

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.refusals import refuse_missing


class Things:
    """They are kept as the JSON Stripe would send.

    Those that Stripe embeds (a price in a subscription's item) are one shared object,
    so a change is seen everywhere.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._things: defaultdict[str, dict[str, Json]] = defaultdict(dict)
        self._unseen: defaultdict[str, Json] = defaultdict(dict)

    def keep(self, thing: Json) -> Json:
        """Let an object exist from now on."""
        self._things[thing["object"]][thing["id"]] = thing
        return thing

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
