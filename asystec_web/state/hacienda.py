"""The connection with Hacienda."""

import reflex as rx

from asystec_web import routes
from asystec_web.errors import InvalidForm, OnboardingError, StepNotOpen
from asystec_web.errors.hacienda import IdentityUnavailable
from asystec_web.flow.steps import Step
from asystec_web.forms.form import controls
from asystec_web.forms.glance import Glance
from asystec_web.forms.hacienda import LATER, HaciendaSubmission
from asystec_web.models import CandidateStatus
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.state.connection import ConnectionPart
from asystec_web.state.handlers import Events, arrival, attempt
from asystec_web.state.key_glance import KeyGlance
from asystec_web.texts import sentence


class HaciendaStep(ConnectionPart, KeyGlance, mixin=True):
    """The page about user, password, key and PIN; none of them is ever a var."""

    api_user: str = ""
    later_note: str = ""

    @arrival("hacienda", Step.HACIENDA)
    async def enter_hacienda(self, answers: Answers) -> Events:
        """Show what is connected, in words made for it."""
        async with self:
            self._show_connection(answers)
            self.later_note = ""
            kept = answers.candidate or answers.connection
            self.api_user = kept.api_user if kept else ""
            self._forget_glances()

    @attempt
    async def submit_hacienda(self, submitted: HaciendaSubmission) -> Events:
        """Prove what Hacienda gave the business, or keep it for later; move on."""
        async with self:
            self._forget_doubts()
        answers = await self._answers(Step.HACIENDA)
        new = not _nothing_new(submitted, answers)
        if controls(submitted).get("choice") == LATER:
            if not await self._leave_for_later(answers, submitted, new=new):
                return rx.redirect(routes.CONSECUTIVES)  # which tells why
        elif new or not _underway(answers):
            try:
                await self._prove(answers, submitted)
            except OnboardingError:
                await self._see(Glance.from_controls(submitted), answers)
                raise
        return await self._onward(routes.CONSECUTIVES)

    async def _leave_for_later(
        self, answers: Answers, submitted: HaciendaSubmission, *, new: bool
    ) -> bool:
        """Keep what was given so far; tell whether nothing of it was refused.

        The next page says what of it waits, and here why nothing was kept.
        """
        held, note = services(), ""
        if new:
            try:
                await held.candidates.hold_for_later(
                    answers, submitted, self._address()
                )
            except InvalidForm as refused:
                why = next(iter(refused.errors.values()))
                note = f"No guardamos lo que escribió. {sentence(why)}"
        await held.businesses.connect_later(answers.account.id)
        async with self:
            self.later_note = note
        return not note

    async def _prove(self, answers: Answers, submitted: HaciendaSubmission) -> None:
        """Try it with Hacienda; while that is away, keep it and say so once."""
        held, business = services(), answers.business
        if business is None:
            raise StepNotOpen
        form = held.candidates.complete(answers, submitted)
        try:
            await held.connections.prove(
                answers.account.id, business, form, self._address()
            )
        except IdentityUnavailable:
            await held.candidates.hold(business, form)
            await self._look(self.page)
            if not _waiting(answers):
                raise


def _underway(answers: Answers) -> bool:
    """Tell whether there is nothing left to do here but to go on."""
    return answers.connected or _waiting(answers)


def _waiting(answers: Answers) -> bool:
    candidate = answers.candidate
    return candidate is not None and candidate.status == CandidateStatus.WAITING


def _nothing_new(submitted: object, answers: Answers) -> bool:
    """Tell whether nothing was sent but the user that the page filled in itself."""
    kept = answers.candidate or answers.connection
    known = ("", LATER, kept.api_user if kept else "")
    return all(value in known for value in controls(submitted).values())
