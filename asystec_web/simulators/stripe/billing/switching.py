"""Another price or quantity for a subscription that runs."""

from copy import deepcopy
from dataclasses import dataclass, field

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.items import begin_period, item_list
from asystec_web.simulators.stripe.billing.lines import Owed, period_lines, price_of
from asystec_web.simulators.stripe.billing.proration import remaining, unused
from asystec_web.simulators.stripe.world.world import World


@dataclass(frozen=True, slots=True)
class Terms:
    """How a change is charged.

    Attributes:
        proration: `create_prorations`, `always_invoice` or `none`.
        anew: A whole new period begins at once, whatever the prices.
        moment: Since when the change counts.
    """

    moment: int
    proration: str = "create_prorations"
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """What a change costs: to be invoiced now, or with the next invoice."""

    now: list[Owed] = field(default_factory=list[Owed])
    later: list[Owed] = field(default_factory=list[Owed])


def switch(world: World, subscription: Json, items: list[Json], terms: Terms) -> Cost:
    """Give a subscription other items, and tell what that costs.

    Another interval begins a new period, which is paid at once. While a trial or a
    pause lasts nothing is.
    """
    before = deepcopy(subscription["items"]["data"])
    subscription["items"] = item_list(subscription["id"], items)
    if subscription["status"] in {"trialing", "paused"}:
        return Cost()
    if terms.anew or _rhythm(before) != _rhythm(items):
        subscription["billing_cycle_anchor"] = terms.moment
        begin_period(subscription, terms.moment)
        paid = [] if terms.proration == "none" else before
        credit = [unused(world, item, terms.moment) for item in paid]
        return Cost(now=[*_worth(credit), *period_lines(world, subscription)])
    if terms.proration == "none":
        return Cost()
    lines = _worth(_differences(world, before, items, terms.moment))
    at_once = terms.proration == "always_invoice"
    return Cost(now=lines) if at_once else Cost(later=lines)


def _differences(
    world: World, before: list[Json], after: list[Json], moment: int
) -> list[Owed]:
    """Give back what is no longer used, and charge what is used instead."""
    same = {(item["id"], item["price"]["id"], price_of(item)) for item in before} & {
        (item["id"], item["price"]["id"], price_of(item)) for item in after
    }
    kept = {identifier for identifier, *_ in same}
    return [
        *(unused(world, each, moment) for each in before if each["id"] not in kept),
        *(remaining(world, each, moment) for each in after if each["id"] not in kept),
    ]


def _worth(lines: list[Owed]) -> list[Owed]:
    """Leave out what is nothing: a change exactly where a period ends."""
    return [line for line in lines if line.amount]


def _rhythm(items: list[Json]) -> list[tuple[str, int]]:
    recurring = [each["price"]["recurring"] for each in items]
    return [(each["interval"], each["interval_count"]) for each in recurring]
