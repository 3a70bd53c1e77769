"""What a subscription may become, and when that would happen."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from asystec_web.catalog.plans import Cycle
from asystec_web.models import Subscription
from asystec_web.services.billing.offered import PlanOffer, PriceOffer

_A_YEAR = {Cycle.MONTHLY: 12, Cycle.ANNUAL: 1}


class Timing(StrEnum):
    """Timing a change happens.

    More is charged for at once; less begins when what was paid for is used up; during
    a free trial nothing was paid, so that nothing has to be waited for.
    """

    NOW = "now"
    PERIOD_END = "period_end"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class ChangeChoice:
    """A plan and cycle that are not the subscription's own."""

    offer: PlanOffer
    cycle: Cycle
    price: PriceOffer
    timing: Timing


def is_own(row: Subscription, offer: PlanOffer, cycle: Cycle) -> bool:
    """Tell whether this is what is subscribed to, whatever it costs by now."""
    return (row.plan, row.cycle) == (offer.plan, cycle.value)


def choices(row: Subscription, offers: Iterable[PlanOffer]) -> list[ChangeChoice]:
    """Give what a subscription may become; Stripe never changes its currency."""
    if row.cycle not in set(Cycle):
        # Made by hand, for a time we do not sell: by hand it is changed.
        return []
    return [
        ChangeChoice(offer, cycle, price, _when(row, offer, cycle))
        for offer in offers
        for cycle, price in offer.prices.items()
        if price.currency == row.currency and not is_own(row, offer, cycle)
    ]


def _when(row: Subscription, offer: PlanOffer, cycle: Cycle) -> Timing:
    if row.status == "trialing":
        return Timing.TRIAL
    own = Cycle(row.cycle)
    less = own is Cycle.ANNUAL and cycle is Cycle.MONTHLY
    return Timing.PERIOD_END if less or _is_smaller(row, own, offer) else Timing.NOW


def _is_smaller(row: Subscription, own: Cycle, offer: PlanOffer) -> bool:
    """Compare plans in the cycle that is paid now, or by the year if they share none.

    Months and years of different plans tell little: twelve months cost more.
    """
    if offer.plan == row.plan:
        return False
    same = offer.prices.get(own)
    if same is not None:
        return same.amount < row.amount
    [(cycle, price)] = offer.prices.items()
    return price.amount * _A_YEAR[cycle] < row.amount * _A_YEAR[own]
