"""The next number of each document type."""

from typing import TypedDict

import reflex as rx

from asystec_web import routes
from asystec_web.catalog.documents import (
    DocumentType,
    consecutive_number,
    first_to_issue,
)
from asystec_web.errors import InvalidForm
from asystec_web.flow.steps import Step
from asystec_web.forms.consecutives import ConsecutivesForm, field_of
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.state.handlers import Events, arrival, as_text, attempt
from asystec_web.state.journey import JourneyState


class ConsecutivesSubmission(TypedDict):
    """The controls of the page: where the numbers count, and one per type."""

    branch: str
    terminal: str


class ConsecutivesStep(JourneyState, mixin=True):
    """The page about the next numbers."""

    branch: str = "1"
    terminal: str = "1"
    next_numbers: dict[str, str] = {}
    full_numbers: dict[str, str] = {}

    @arrival("consecutives", Step.CONSECUTIVES)
    async def enter_consecutives(self, answers: Answers) -> Events:
        """Show the numbers kept, or zeros."""
        kept = {row.document_type: row.next_number for row in answers.consecutives}
        numbers = {kind: kept.get(kind.value, 0) for kind in DocumentType}
        first = next(iter(answers.consecutives), None)
        branch, terminal = (first.branch, first.terminal) if first else (1, 1)
        async with self:
            self.branch, self.terminal = str(branch), str(terminal)
            self.next_numbers = {field_of(k): str(n) for k, n in numbers.items()}
            self._preview(ConsecutivesForm(branch, terminal, numbers))

    @rx.event
    def preview_numbers(self, field: str, typed: str) -> None:
        """Show the 20 digits that result from what is being typed."""
        field, typed = as_text(field, 20), as_text(typed, 64)
        if field in {"branch", "terminal"}:
            setattr(self, field, typed)
        elif field in {field_of(kind) for kind in DocumentType}:
            self.next_numbers = {**self.next_numbers, field: typed}
        else:
            return
        try:
            form = ConsecutivesForm.parse(
                {**self.next_numbers, "branch": self.branch, "terminal": self.terminal}
            )
        except InvalidForm as unfinished:
            wrong = unfinished.errors.keys()
            self.full_numbers = {
                name: "" if name in wrong else number
                for name, number in self.full_numbers.items()
            }
            return
        self._preview(form)

    @attempt
    async def submit_consecutives(self, submitted: ConsecutivesSubmission) -> Events:
        """Keep the numbers and move on."""
        answers = await self._answers(Step.CONSECUTIVES)
        form = ConsecutivesForm.parse(submitted)
        await services().businesses.number(answers.account.id, form)
        return rx.redirect(routes.PLAN)

    def _preview(self, form: ConsecutivesForm) -> None:
        self.full_numbers = {
            field_of(kind): consecutive_number(
                form.branch, form.terminal, kind.value, first_to_issue(number)
            )
            for kind, number in form.next_numbers.items()
        }
