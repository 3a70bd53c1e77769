"""One thing that an account lacks beside the plans."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class SetupChange:
    """One difference; its text is what the operator reads.

    Attributes:
        secret: What signs the events of a new webhook endpoint; Stripe tells it once,
            and it is for the operator's eyes only.
    """

    action: Literal["create", "update", "replace"]
    subject: str
    detail: str
    secret: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"{self.action} {self.subject}: {self.detail}"
