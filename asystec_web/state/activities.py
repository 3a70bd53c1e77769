"""The economic activities: registered ones first, the catalogue as one types."""

from collections.abc import Sequence

import reflex as rx

from asystec_web import routes
from asystec_web.catalog import activities as catalogue
from asystec_web.catalog import search as finder
from asystec_web.flow.steps import Step
from asystec_web.forms.activities import chosen_codes
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.state.activity_rows import (
    ActivityRow,
    Rows,
    title_of,
    unlisted_note,
)
from asystec_web.state.handlers import Events, arrival, as_text, attempt
from asystec_web.state.searching import Searching

RESULTS = 8
CODE = 10  # longer than any
LONGEST_QUERY = 100


class ActivitiesStep(Searching, mixin=True):
    """The page about what the business does."""

    chosen: list[ActivityRow] = []
    offered: list[ActivityRow] = []
    results: list[ActivityRow] = []
    search_note: str = ""
    search_empty: bool = False
    choice_note: str = ""
    unlisted_note: str = ""
    _registered: dict[str, dict[str, str]] | None = None

    @arrival("activities", Step.ACTIVITIES)
    async def enter_activities(self, answers: Answers) -> Events:
        """Show what is chosen, and what Hacienda has registered."""
        listed = answers.business.registered_activities if answers.business else None
        main = next((act.code for act in answers.activities if act.is_main), "")
        async with self:
            self._registered = (
                None if listed is None else {item["code"]: item for item in listed}
            )
            self._search_anew()
            self._find("")
            self.choice_note = ""
            self._show([act.code for act in answers.activities], main)

    @rx.event
    def search_activities(self, query: str, at: float = 0) -> None:
        """Search the catalogue; an empty answer says so and offers the nearest.

        `at` is the browser's time of typing: what comes after something newer is old.
        """
        typed = as_text(query, LONGEST_QUERY)
        if self._takes(typed, at):
            self._find(typed)

    @attempt
    async def add_activity(self, code: str) -> Events:
        """Choose an activity; the first one is the main one."""
        code = as_text(code, CODE)
        codes = [row["code"] for row in self.chosen]
        await self._choose([*codes, code], self._main(), f"Agregó {self._title(code)}.")

    @attempt
    async def remove_activity(self, code: str) -> Events:
        """Choose an activity no longer."""
        code = as_text(code, CODE)
        codes = [row["code"] for row in self.chosen if row["code"] != code]
        await self._choose(codes, self._main(), f"Quitó {self._title(code)}.")

    @attempt
    async def make_main(self, code: str) -> Events:
        """Make a chosen activity the main one."""
        code = as_text(code, CODE)
        codes = [row["code"] for row in self.chosen]
        await self._choose(codes, code, f"La principal es {self._title(code)}.")

    @attempt
    async def submit_activities(self) -> Events:
        """Confirm what is chosen and move on."""
        answers = await self._answers(Step.ACTIVITIES)
        await services().businesses.confirm_activities(answers.account.id)
        return await self._onward(routes.HACIENDA)

    async def _choose(self, codes: Sequence[str], main: str, said: str) -> None:
        answers = await self._answers(Step.ACTIVITIES)
        if codes:
            codes, main = chosen_codes(codes, main, exists=self._exists)
        await services().businesses.choose_activities(answers.account.id, codes, main)
        async with self:
            self._show(codes, main)
            self.choice_note = said

    def _show(self, codes: Sequence[str], main: str) -> None:
        rows = self._rows(codes, main)
        self.chosen = [rows.row(code) for code in codes]
        self.offered = [
            rows.row(code) for code in rows.registered or () if code not in codes
        ]
        self.results = [rows.row(row["code"], row["matched"]) for row in self.results]
        self.unlisted_note = unlisted_note(self.chosen)

    def _find(self, typed: str) -> None:
        query = typed.strip()
        matches: list[finder.Match] = []
        note = ""
        searching = len(query) >= finder.SHORTEST_QUERY
        if searching:
            matches = finder.search(query, RESULTS)
            note = _count(len(matches))
        self.search_empty = searching and not matches
        if self.search_empty:
            matches = finder.nearest(query)
            nearest = " Estas son las más parecidas." if matches else ""
            note = f"No encontramos actividades con esas palabras.{nearest}"
        rows = self._rows([row["code"] for row in self.chosen], "")
        self.results = [rows.row(each.activity.code, each.matched) for each in matches]
        self.search_note = note

    def _rows(self, chosen: Sequence[str], main: str) -> Rows:
        # Each look at a var goes through Reflex: one copy is enough for all rows.
        listed = self._registered
        if listed is None:
            return Rows(chosen, main, None)
        return Rows(chosen, main, {code: dict(item) for code, item in listed.items()})

    def _main(self) -> str:
        return next((row["code"] for row in self.chosen if row["main"]), "")

    def _title(self, code: str) -> str:
        return title_of(code, self._registered or {})

    def _exists(self, code: str) -> bool:
        return code in (self._registered or {}) or catalogue.by_code(code) is not None


def _count(found: int) -> str:
    return (
        "1 actividad encontrada" if found == 1 else f"{found} actividades encontradas"
    )
