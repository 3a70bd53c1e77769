"""Disputes, to be read, answered and accepted."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing import disputes
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import refuse_unsupported
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.world.world import World


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a dispute."""
    return world.find("dispute", asked.id)


def list_(world: World, asked: Asked) -> Json:
    """List disputes, by charge and payment intent."""
    names = ("charge", "payment_intent")
    return listed(asked, matching(world.all("dispute"), asked.params, *names))


def answer(world: World, asked: Asked) -> Json:
    """Answer a dispute; as at Stripe, magic words decide a test dispute.

    https://docs.stripe.com/testing#evidence
    """
    found = world.find("dispute", asked.id)
    params = asked.only("evidence", "metadata", "submit")
    said = params.get("evidence", {})
    for name in said:
        if name != _WORDS:
            refuse_unsupported(f"evidence[{name}]")
    with world.changing(found, "charge.dispute.updated"):
        write(found, {name: params[name] for name in params if name != "submit"})
    if params.get("submit", True) and said.get(_WORDS) in _DECIDES:
        disputes.close(world, found, won=_DECIDES[said[_WORDS]])
    return found


def accept(world: World, asked: Asked) -> Json:
    """Give a dispute up: it is lost."""
    found = world.find("dispute", asked.id)
    disputes.close(world, found, won=False)
    return found


_WORDS = "uncategorized_text"
_DECIDES = {"winning_evidence": True, "losing_evidence": False}
OPERATIONS = [
    Operation("GET", "/v1/disputes", "DisputeListParams", list_),
    Operation("GET", "/v1/disputes/{id}", "DisputeRetrieveParams", retrieve),
    Operation("POST", "/v1/disputes/{id}", "DisputeUpdateParams", answer),
    Operation("POST", "/v1/disputes/{id}/close", "DisputeCloseParams", accept),
]
