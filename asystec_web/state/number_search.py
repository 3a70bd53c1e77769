"""The last numbers, looked for at Hacienda while the person reads the page."""

from uuid import uuid4

import reflex as rx

from asystec_web.errors import OnboardingError
from asystec_web.errors.documents import (
    DocumentsRationed,
    DocumentsSessionRefused,
    DocumentsThrottled,
    DocumentsUnavailable,
    DocumentsUserBlocked,
    DocumentsUserUnready,
)
from asystec_web.errors.hacienda import HaciendaFailure
from asystec_web.flow.steps import Step
from asystec_web.models import Business, HaciendaConnection
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.services.hacienda.document_list import DocumentList
from asystec_web.state.handlers import Events
from asystec_web.state.number_words import of_list
from asystec_web.state.numbering import HACIENDA, Numbering
from asystec_web.texts import sentence

# What may have passed when one looks again.
PASSING = {
    OnboardingError,
    DocumentsRationed,
    DocumentsSessionRefused,
    DocumentsThrottled,
    DocumentsUnavailable,
    DocumentsUserBlocked,
    DocumentsUserUnready,
}


class NumberSearch(Numbering, mixin=True):
    """What Hacienda lists, and what is said of it."""

    seeking: bool = False
    seek_note: str = ""
    seek_found: rx.Field[bool] = rx.field(False)  # noqa: FBT003 - its first value
    seek_whole: rx.Field[bool] = rx.field(False)  # noqa: FBT003 - as above
    seek_again: rx.Field[bool] = rx.field(False)  # noqa: FBT003 - as above
    _seek: str = ""
    _sought: str = ""

    @rx.event(background=True)
    async def seek_numbers(self) -> Events:
        """Ask Hacienda; what it says is dropped once the person has gone on."""
        try:
            answers = await self._answers(Step.CONSECUTIVES)
        except OnboardingError:
            return
        business, connection = answers.business, answers.connection
        if business is None or connection is None or not answers.connected:
            return
        mine = uuid4().hex
        async with self:
            began_at = self.router.url.path
            self._seek, self.seeking = mine, True
            self.seek_note = ""
            self.seek_again = False
        found, failure = None, None
        try:
            found = await services().last_numbers.find(
                business, connection, self._address()
            )
        except HaciendaFailure as refused:
            failure = refused
        except Exception:
            failure = OnboardingError()
            raise
        finally:
            async with self:
                if self._seek == mine:
                    self.seeking = False
                    if self.router.url.path == began_at:
                        self._say_found(found, connection, failure)
                        self._sought = _asked(business, connection)

    def _has_sought(self, answers: Answers) -> bool:
        """Tell whether Hacienda was asked about just this connection."""
        business, connection = answers.business, answers.connection
        if business is None or connection is None or not answers.connected:
            return True
        return self._sought == _asked(business, connection)

    def _forget_seek(self) -> None:
        self._seek = self._sought = self.seek_note = ""
        self.seeking = self.seek_found = self.seek_whole = self.seek_again = False

    def _say_found(
        self,
        found: DocumentList | None,
        connection: HaciendaConnection,
        failure: OnboardingError | None,
    ) -> None:
        self.seek_found = found is not None and found.documents > 0
        self.seek_whole = self.seek_found and found is not None and found.complete
        broken_off = found is not None and found.broken_off
        self.seek_again = broken_off or type(failure) in PASSING
        if failure is not None:
            self.seek_note = sentence(failure.code, failure.values)
        if found is None:
            return
        self.seek_note = of_list(found, connection.environment)
        if found.documents and not self.way:
            self.way = "before"
        self._learn(HACIENDA, found.tally)


def _asked(business: Business, connection: HaciendaConnection) -> str:
    return f"{business.id_number} {connection.api_user} {connection.updated_at}"
