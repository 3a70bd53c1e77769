"""The economic activities: registered ones first, the catalogue as one types."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypedDict

import reflex as rx

from asystec_web import routes
from asystec_web.catalog import activities as catalogue
from asystec_web.catalog import search as finder
from asystec_web.flow.steps import Step
from asystec_web.forms.activities import chosen_codes
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.state.handlers import Events, arrival, as_text, attempt
from asystec_web.state.journey import JourneyState

RESULTS = 8
CODE = 10  # longer than any
SHORTEST_QUERY = 2


class ActivityRow(TypedDict):
    """One activity as the page shows it."""

    code: str
    title: str
    detail: str
    matched: str
    chosen: bool
    main: bool
    registered: bool


class ActivitiesStep(JourneyState, mixin=True):
    """The page about what the business does."""

    chosen: list[ActivityRow] = []
    offered: list[ActivityRow] = []
    results: list[ActivityRow] = []
    search_note: str = ""
    _registered: dict[str, str] = {}

    @arrival("activities", Step.ACTIVITIES)
    async def enter_activities(self, answers: Answers) -> Events:
        """Show what is chosen, and what Hacienda has registered."""
        business = answers.business
        registered = business.registered_activities if business else []
        main = next((act.code for act in answers.activities if act.is_main), "")
        async with self:
            self._registered = {item["code"]: item["title"] for item in registered}
            self.results = []
            self.search_note = ""
            self._show([act.code for act in answers.activities], main)

    @rx.event
    def search_activities(self, query: str) -> None:
        """Search the catalogue; an empty answer says so and offers the nearest."""
        query = as_text(query, 100).strip()
        if len(query) < SHORTEST_QUERY:
            self.results, self.search_note = [], ""
            return
        matches = finder.search(query, RESULTS)
        self.search_note = _count(len(matches))
        if not matches:
            matches = finder.nearest(query)
            self.search_note = "No encontramos actividades con esas palabras." + (
                " Estas son las más parecidas." if matches else ""
            )
        # Each look at a var goes through Reflex: once is enough for all rows.
        chosen = {row["code"] for row in self.chosen}
        registered = dict(self._registered)
        self.results = [
            _row(match.activity.code, chosen, "", match.matched, registered)
            for match in matches
        ]

    @attempt
    async def add_activity(self, code: str) -> Events:
        """Choose an activity; the first one is the main one."""
        codes = [row["code"] for row in self.chosen]
        await self._choose([*codes, as_text(code, CODE)], self._main())

    @attempt
    async def remove_activity(self, code: str) -> Events:
        """Choose an activity no longer."""
        codes = [row["code"] for row in self.chosen if row["code"] != code]
        await self._choose(codes, self._main())

    @attempt
    async def make_main(self, code: str) -> Events:
        """Make a chosen activity the main one."""
        await self._choose([row["code"] for row in self.chosen], as_text(code, CODE))

    @attempt
    async def submit_activities(self) -> Events:
        """Confirm what is chosen and move on."""
        answers = await self._answers(Step.ACTIVITIES)
        await services().businesses.confirm_activities(answers.account.id)
        return rx.redirect(routes.HACIENDA)

    async def _choose(self, codes: Sequence[str], main: str) -> None:
        answers = await self._answers(Step.ACTIVITIES)
        if codes:
            codes, main = chosen_codes(codes, main, exists=self._exists)
        await services().businesses.choose_activities(answers.account.id, codes, main)
        async with self:
            self._show(codes, main)

    def _show(self, codes: Sequence[str], main: str) -> None:
        registered = dict(self._registered)
        self.chosen = [_row(code, codes, main, "", registered) for code in codes]
        self.offered = [
            _row(code, codes, main, "", registered)
            for code in registered
            if code not in codes
        ]
        self.results = [
            _row(row["code"], codes, main, row["matched"], registered)
            for row in self.results
        ]

    def _main(self) -> str:
        return next((row["code"] for row in self.chosen if row["main"]), "")

    def _exists(self, code: str) -> bool:
        return code in self._registered or catalogue.by_code(code) is not None


def _row(
    code: str,
    chosen: Collection[str],
    main: str,
    matched: str,
    registered: Mapping[str, str],
) -> ActivityRow:
    activity = catalogue.by_code(code)
    before = f" · antes {', '.join(activity.old_codes[:3])}" if activity else ""
    return ActivityRow(
        code=code,
        title=activity.title if activity else registered.get(code, code),
        detail=f"{code}{before}",
        matched=matched,
        chosen=code in chosen,
        main=code == main,
        registered=code in registered,
    )


def _count(found: int) -> str:
    return (
        "1 actividad encontrada" if found == 1 else f"{found} actividades encontradas"
    )
