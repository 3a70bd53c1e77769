"""Plans as the page shows them: what a month costs, and what is charged today."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from asystec_web.catalog.plans import Cycle
from asystec_web.services.billing import PlanOffer, PriceOffer
from asystec_web.services.billing.money import format_money, months_free, per_month

_MONTHS = 12


class PlanCard(TypedDict):
    """A plan in the chosen cycle; both amounts are said as loud as each other.

    Attributes:
        month: What a month costs, as text.
        charge: What is charged today, as text; empty where that is what a month costs.
        each: How often it is charged; empty as well.
        saving: What paying by the year saves with this plan; empty when nothing.
        button: What the button says of the charge.
        after_trial: What comes after the free days; empty without them.
    """

    name: str
    features: list[str]
    featured: bool
    month: str
    charge: str
    each: str
    saving: str
    button: str
    after_trial: str
    lookup_key: str
    amount: str
    currency: str
    trial_days: str


@dataclass(frozen=True, slots=True)
class Trial:
    """The free days offered to somebody, and what comes after them without a card."""

    days: int = 0
    pauses: bool = False


def plan_cards(
    offers: Sequence[PlanOffer], cycle: Cycle, trial: Trial, wanted: str = ""
) -> list[PlanCard]:
    """Show what is on sale in a cycle.

    Args:
        offers: What is on sale.
        cycle: How often to pay.
        trial: What is free before.
        wanted: The plan somebody came for; without one, the recommended stands out.
    """
    known = {offer.plan for offer in offers}
    return [
        _card(
            offer,
            cycle,
            trial,
            featured=offer.plan == wanted if wanted in known else offer.recommended,
        )
        for offer in offers
        if cycle in offer.prices
    ]


def saving_of_all(offers: Sequence[PlanOffer]) -> str:
    """Say what paying by the year saves, if it saves the same with every plan."""
    free = {
        months_free(
            offer.prices[Cycle.MONTHLY].amount, offer.prices[Cycle.ANNUAL].amount
        )
        for offer in offers
        if len(offer.prices) == len(Cycle)
    }
    months = free.pop() if len(free) == 1 else 0
    return {0: "", 1: "1 mes gratis"}.get(months, f"{months} meses gratis")


def _card(offer: PlanOffer, cycle: Cycle, trial: Trial, *, featured: bool) -> PlanCard:
    price = offer.prices[cycle]
    annual = cycle is Cycle.ANNUAL
    month = per_month(price.amount, price.currency) if annual else price.amount
    charged = format_money(price.amount, price.currency)
    today = format_money(0, price.currency) if trial.days else charged
    later = f"{charged} {'al año' if annual else 'al mes'}"
    return PlanCard(
        name=offer.name,
        features=list(offer.features),
        featured=featured,
        month=format_money(month, price.currency),
        charge=today if annual or trial.days else "",
        each=_each(annual=annual, free=bool(trial.days)),
        saving=_saving(offer) if annual else "",
        button=f"{trial.days} días gratis" if trial.days else f"{charged} hoy",
        after_trial=_after(trial, later) if trial.days else "",
        lookup_key=price.lookup_key,
        amount=str(price.amount),
        currency=price.currency,
        trial_days=str(trial.days),
    )


def _each(*, annual: bool, free: bool) -> str:
    if free:
        return "hoy"
    return "hoy, una vez al año" if annual else ""


def _saving(offer: PlanOffer) -> str:
    """Say what a year costs less than twelve months; nothing when it does not."""
    monthly: PriceOffer | None = offer.prices.get(Cycle.MONTHLY)
    annual = offer.prices[Cycle.ANNUAL]
    if monthly is None or monthly.currency != annual.currency:
        return ""
    saved = _MONTHS * monthly.amount - annual.amount
    return f"Ahorra {format_money(saved, annual.currency)} al año" if saved > 0 else ""


def _after(trial: Trial, later: str) -> str:
    without = (
        "queda en pausa hasta que la agregue"
        if trial.pauses
        else "la suscripción termina"
    )
    return (
        f"{trial.days} días gratis, sin tarjeta. Después, {later} si agregó una; "
        f"si no, {without} y no se cobra nada."
    )
