"""Where one may go, asked of the answers and never stored."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from asystec_web.flow.steps import Step


@dataclass(frozen=True, slots=True)
class Journey:
    """One account's walk through the sign-up.

    Attributes:
        answered: The steps that hold an answer, in any order.
    """

    answered: AbstractSet[Step] = frozenset()

    @property
    def next_step(self) -> Step | None:
        """The first unanswered step; None once all are answered."""
        return next((step for step in Step if step not in self.answered), None)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return self.next_step is None

    def can_visit(self, step: Step) -> bool:
        """Tell whether every step before this one is answered."""
        order = list(Step)
        return all(before in self.answered for before in order[: order.index(step)])
