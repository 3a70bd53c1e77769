"""What is being paid, and what becomes of it."""

from typing import Annotated, Literal

from pydantic import Field

from asystec_web.services.billing.answers.answer import Answer
from asystec_web.services.billing.answers.catalog import Price


class SubscriptionItem(Answer):
    """A price being charged, and until when it is paid."""

    id: str = ""
    price: Price
    quantity: int = 1
    current_period_end: int | None = None


class SubscriptionItems(Answer):
    """The items of a subscription; ours have one."""

    data: Annotated[list[SubscriptionItem], Field(min_length=1)]


class Subscription(Answer):
    """A subscription as Stripe has it right now."""

    object: Literal["subscription"]
    id: str
    status: str
    created: int
    metadata: dict[str, str] = {}
    cancel_at: int | None = None
    cancel_at_period_end: bool = False
    ended_at: int | None = None
    latest_invoice: str | None = None
    schedule: str | None = None
    items: SubscriptionItems


class PhaseItem(Answer):
    """What is charged in a phase; the price is named only."""

    price: str
    quantity: int = 1


class PhaseDiscount(Answer):
    """A promotion that counts in a phase."""

    coupon: str | None = None
    discount: str | None = None
    promotion_code: str | None = None


class Phase(Answer):
    """A stretch of a schedule."""

    start_date: int
    end_date: int
    items: Annotated[list[PhaseItem], Field(min_length=1)]
    discounts: list[PhaseDiscount] = []


class CurrentPhase(Answer):
    """Which stretch is running."""

    start_date: int
    end_date: int


class Schedule(Answer):
    """What becomes of a subscription, and when."""

    object: Literal["subscription_schedule"]
    id: str
    status: str
    current_phase: CurrentPhase | None = None
    phases: list[Phase] = []

    @property
    def coming(self) -> Phase | None:
        """The phase after the one that runs."""
        if self.current_phase is None:
            return None
        ends = self.current_phase.end_date
        return next((each for each in self.phases if each.start_date >= ends), None)
