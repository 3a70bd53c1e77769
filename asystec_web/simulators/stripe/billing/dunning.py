"""What is done about an invoice that its card did not pay."""

from dataclasses import dataclass
from typing import Literal

from asystec_web.simulators.stripe.billing.periods import DAY_S


@dataclass(frozen=True, slots=True)
class Dunning:
    """An account's setting for failed renewals, as the dashboard has it.

    Attributes:
        days: Days from one attempt to the next; each is one more attempt.
        after: What becomes of the subscription once all have failed.
    """

    days: tuple[int, ...] = (3, 5, 7)
    after: Literal["cancel", "unpaid", "past_due"] = "cancel"

    def next_attempt(self, attempts: int, now: int) -> int | None:
        """Tell when to try again after so many attempts; null when never."""
        if attempts > len(self.days):
            return None
        return now + self.days[attempts - 1] * DAY_S


USUAL = Dunning()
