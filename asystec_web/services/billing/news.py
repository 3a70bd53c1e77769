"""What looking at everything of a kind has told."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class News:
    """How a payment that went back, or may, stands.

    Attributes:
        account_id: Whose payment it was.
        about: Which dispute or refund, by Stripe's name.
        was: What was known of it; none when nothing was.
        now: What Stripe says.
    """

    account_id: UUID
    about: str
    was: str | None
    now: str
