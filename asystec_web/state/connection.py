"""How the connection with Hacienda stands, and what may be done with it."""

import reflex as rx

from asystec_web.errors.account import NotSignedIn
from asystec_web.models import CandidateStatus, ConnectionStatus
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.state.connection_facts import (
    facts,
    state_in_force,
    state_on_its_way,
)
from asystec_web.state.connection_words import Notice, notices
from asystec_web.state.handlers import Events, attempt
from asystec_web.state.journey import JourneyState

Lines = list[dict[str, str]]


class ConnectionPart(JourneyState, mixin=True):
    """What several pages show of the connection; every one of its secrets stays out."""

    connection_notices: list[Notice] = []
    connection_waiting: rx.Field[bool] = rx.field(False)  # noqa: FBT003 - its first value
    profile_hacienda: Lines = []
    profile_candidate: Lines = []
    can_try_again: bool = False
    can_remove: bool = False
    removing: bool = False
    _connection_seen: str = ""

    @attempt
    async def try_connection_again(self) -> Events:
        """Try with Hacienda what is kept, now."""
        answers = await self._answers()
        if not await services().second_looks.take(answers, self._address()):
            return self._enter_again()  # what was refused is kept, and told there
        async with self:
            self.notice = "Hacienda aceptó su usuario y su contraseña."
        return self._enter_again()

    @attempt
    async def begin_removal(self) -> Events:
        """Ask whether the connection is really to be removed."""
        await self._account()
        async with self:
            self.removing = self.can_remove

    @attempt
    async def cancel_removal(self) -> Events:
        """Leave everything as it is."""
        async with self:
            self.removing = False

    @attempt
    async def remove_connection(self) -> Events:
        """Delete what is sealed, once that was confirmed."""
        account = await self._account()
        async with self:
            confirmed, self.removing = self.removing, False
        if not confirmed:
            return None
        await services().candidates.remove(account.id)
        async with self:
            self.notice = "Eliminamos la conexión con Hacienda y todo lo que guardaba."
        return self._enter_again()

    @rx.event(background=True)
    async def look_at_connection(self) -> Events:
        """Learn by itself what came of what was por comprobar; an open page asks."""
        try:
            changed = await self._look(self.page)
        except NotSignedIn:
            return None
        return self._enter_again() if changed else None

    async def _look(self, page: str) -> bool:
        """Show how the connection stands now; tell whether that changed."""
        answers = await self._answers()
        async with self:
            if self.page != page:
                return False
            before = self._connection_seen
            self._show_connection(answers)
            self.to_connect = not answers.connected
            return before != self._connection_seen

    def _show_connection(self, answers: Answers) -> None:
        connection, candidate = answers.connection, answers.candidate
        self.connection_notices = notices(answers)
        self.connection_waiting = (
            candidate is not None and candidate.status == CandidateStatus.WAITING
        )
        deferred = connection is None or connection.status == ConnectionStatus.DEFERRED
        shown = (
            facts(candidate, state_on_its_way(candidate), answers.at)
            if candidate
            else []
        )
        # While nothing is in force, what is on its way is all there is to show.
        self.profile_candidate = [] if deferred else shown
        self.profile_hacienda = shown
        if connection and not (deferred and candidate):
            state = state_in_force(answers)
            self.profile_hacienda = facts(connection, state, answers.at)
        kept = candidate or connection
        self.can_try_again = kept is not None and kept.is_complete
        self.can_remove = candidate is not None or not deferred
        self._connection_seen = (
            f"{connection and connection.status} {candidate and candidate.status}"
        )
