"""The connection with Hacienda."""

import reflex as rx

from asystec_web import routes
from asystec_web.errors import StepNotOpen
from asystec_web.flow.moments import day
from asystec_web.flow.steps import Step
from asystec_web.forms.form import controls
from asystec_web.forms.hacienda import HaciendaForm, HaciendaSubmission
from asystec_web.models import HaciendaConnection
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.state.handlers import Events, arrival, attempt
from asystec_web.state.journey import JourneyState


class HaciendaStep(JourneyState, mixin=True):
    """The page about user, password, key and PIN; none of them is ever a var."""

    connection_note: str = ""
    api_user: str = ""

    @arrival("hacienda", Step.HACIENDA)
    async def enter_hacienda(self, answers: Answers) -> Events:
        """Show what is connected, in words made for it."""
        connection = answers.connection
        note = ""
        if connection is not None and answers.connected:
            expires = day(connection.key_expires_at)
            note = (
                f"Conectado como {connection.key_holder}. Su llave vence el {expires}."
            )
        async with self:
            self.connection_note = note
            self.api_user = connection.api_user if connection else ""

    @attempt
    async def submit_hacienda(self, submitted: HaciendaSubmission) -> Events:
        """Prove what Hacienda gave the business, keep it sealed, move on."""
        answers = await self._answers(Step.HACIENDA)
        if answers.business is None:
            raise StepNotOpen
        if answers.connected and _nothing_new(submitted, answers.connection):
            return rx.redirect(routes.CONSECUTIVES)
        form = HaciendaForm.from_submission(submitted)
        await services().connections.prove(
            answers.account.id, answers.business, form, self._address()
        )
        return rx.redirect(routes.CONSECUTIVES)

    @attempt
    async def connect_later(self) -> Events:
        """Go on without Hacienda; issuing waits until it is connected."""
        answers = await self._answers(Step.HACIENDA)
        await services().businesses.connect_later(answers.account.id)
        return rx.redirect(routes.CONSECUTIVES)


def _nothing_new(submitted: object, kept: HaciendaConnection | None) -> bool:
    """Tell whether nothing was sent but the user that the page filled in itself."""
    known = ("", kept.api_user if kept else "")
    return all(value in known for value in controls(submitted).values())
