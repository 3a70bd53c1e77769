"""The next number of each document type."""

from typing import TypedDict

import reflex as rx

from asystec_web import routes
from asystec_web.catalog.documents import DocumentType
from asystec_web.errors.account import NotSignedIn
from asystec_web.flow.numbering import Place
from asystec_web.flow.steps import Step
from asystec_web.forms.consecutives import (
    FIELDS,
    PLACE_FIELDS,
    ConsecutivesForm,
    field_of,
    place_of,
)
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.state.connection import ConnectionPart
from asystec_web.state.handlers import Events, arrival, as_text, attempt
from asystec_web.state.number_files import NumberFiles
from asystec_web.state.number_search import NumberSearch
from asystec_web.state.number_words import of_place
from asystec_web.state.numbering import ZEROS


class ConsecutivesSubmission(TypedDict):
    """The controls of the page: where the numbers count, and one per type."""

    branch: str
    terminal: str


class ConsecutivesStep(ConnectionPart, NumberSearch, NumberFiles, mixin=True):
    """The page about the next numbers.

    Attributes:
        connection_told: Whether the page says how the connection stands; where nothing
            is on its way nobody asks.
    """

    numbering_note: str = ""
    connection_told: bool = False
    _whose: str = ""

    @arrival("consecutives", Step.CONSECUTIVES)
    async def enter_consecutives(self, answers: Answers) -> Events:
        """Show the numbers kept, or zeros, and look for those at Hacienda."""
        whose = str(answers.business and answers.business.id_number)
        async with self:
            self.numbering_note = ""
            if self._whose != whose:
                self._begin_anew(whose)
            self._show_kept(answers)
            self._show_connection(answers)
            is_settled = answers.connected and answers.candidate is None
            self.connection_told = bool(self.connection_notices) and not is_settled
            has_sought = self._has_sought(answers)
        return None if has_sought else self.event_handlers["seek_numbers"]()

    @rx.event(background=True)
    async def look_and_seek(self) -> Events:
        """Learn what came of what was por comprobar, and look for the numbers then.

        The page is not entered anew: what is being typed stays.
        """
        try:
            changed = await self._look("consecutives")
        except NotSignedIn:
            return None
        return self.event_handlers["seek_numbers"]() if changed else None

    @rx.event
    def preview_numbers(self, field: str, typed: str) -> None:
        """Show the 20 digits that result from what is being typed."""
        field, typed = as_text(field, 20), as_text(typed, 64)
        if field in PLACE_FIELDS:
            setattr(self, field, typed)
        elif field in FIELDS:
            self.next_numbers = {**self.next_numbers, field: typed}
        else:
            return
        if field not in self._persons:
            self._persons = [*self._persons, field]
        self._fill()

    @rx.event
    def choose_way(self, way: str) -> None:
        """Set everything to 0 for the first time, or bring back what stood there."""
        way = as_text(way, 10)
        if way in {"first", "before"}:
            self._take_way(way)

    @rx.event
    def number_at(self, where: str) -> None:
        """Number at another branch and terminal, from what was seen there or from 1."""
        branch, _, terminal = as_text(where, 20).partition("-")
        place = place_of(branch, terminal)
        if place is None:
            return
        self._move(place)
        self._persons = list(PLACE_FIELDS)
        self.next_numbers = dict(ZEROS)
        self._fill()
        self.numbering_note = f"Ahora numera en: {of_place(place).lower()}."

    @attempt
    async def submit_consecutives(self, submitted: ConsecutivesSubmission) -> Events:
        """Keep the numbers and move on."""
        answers = await self._answers(Step.CONSECUTIVES)
        form = ConsecutivesForm.parse(submitted)
        await services().businesses.number(answers.account.id, form)
        return await self._onward(routes.PLAN)

    def _begin_anew(self, whose: str) -> None:
        """Forget what was found for another cédula."""
        self._whose = whose
        self.way = ""
        self._tallies = {}
        self._set_aside = ZEROS, []
        self._forget_seek()
        self._forget_files()

    def _show_kept(self, answers: Answers) -> None:
        kept = {row.document_type: row.next_number for row in answers.consecutives}
        first = next(iter(answers.consecutives), None)
        self._move(Place(first.branch, first.terminal) if first else Place(1, 1))
        self.next_numbers = {
            field_of(kind): str(kept.get(kind.value, 0)) for kind in DocumentType
        }
        is_persons = bool(kept) or self.way == "first"
        self._persons = [*PLACE_FIELDS, *FIELDS] if is_persons else []
        if kept and not self.way:
            self.way = "before" if any(kept.values()) else "first"
        self._propose()
