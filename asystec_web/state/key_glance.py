"""User, file and PIN, looked at as soon as they are there; nothing is kept."""

from contextlib import suppress

import reflex as rx

from asystec_web.errors import OnboardingError, StepNotOpen
from asystec_web.errors.account import NotSignedIn
from asystec_web.flow.agreement import agree
from asystec_web.flow.key_words import of_key, of_user, warnings_of
from asystec_web.flow.steps import Step
from asystec_web.forms.glance import MESSAGE_MAXIMUM, Glance
from asystec_web.forms.hacienda_parts import HaciendaParts
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.services.certificates import KeySummary
from asystec_web.state.handlers import as_text
from asystec_web.state.journey import JourneyState
from asystec_web.texts import explained, sentence

LOOKED_AT = ("hacienda_user", "key", "pin")


class KeyGlance(JourneyState, mixin=True):
    """What can be told before anything is sent to Hacienda.

    Attributes:
        doubts: Sentence by field, as in `errors`; no summary lists them, for they come
            while the person is still typing.
    """

    user_note: str = ""
    key_note: str = ""
    key_warning: str = ""
    looking_at_key: bool = False
    doubts: dict[str, str] = {}
    _glances: int = 0

    @rx.event(background=True)
    async def glance_at_key(self, sent: str) -> None:
        """Say whose user and key are, and what is wrong with them."""
        async with self:
            self._glances += 1
            turn = self._glances
        try:
            answers = await self._answers(Step.HACIENDA)
        except (NotSignedIn, StepNotOpen):
            return
        glance = Glance.from_message(as_text(sent, MESSAGE_MAXIMUM))
        parts = glance.over(services().candidates.kept(answers))
        async with self:
            if turn != self._glances:
                return
            self.user_note = of_user(glance.user) if glance.user else ""
            self.looking_at_key = bool(parts.key and parts.pin)
        doubts = {name: sentence(code) for name, code in glance.problems.items()}
        key, failure = None, None
        try:
            key = await self._open_key(parts, answers)
            if answers.business is not None and not doubts:
                agree(answers.business, parts.hacienda_user, key)
        except OnboardingError as expected:
            failure = expected
            doubts |= explained(expected)
        async with self:
            if turn == self._glances and not self.busy:
                self._tell(glance, key, doubts, failure.mended_at if failure else "")

    async def _see(self, glance: Glance, answers: Answers) -> None:
        """Say whose user and key were sent: an earlier glance may have seen others.

        What is wrong with them is left to the answer.
        """
        key = None
        with suppress(OnboardingError):
            kept = services().candidates.kept(answers)
            key = await self._open_key(glance.over(kept), answers)
        async with self:
            self._show_facts(glance, key)

    async def _open_key(
        self, parts: HaciendaParts, answers: Answers
    ) -> KeySummary | None:
        """Open the key if file and PIN are there; raises `KeyFailure`."""
        if parts.key is None or parts.pin is None:
            return None
        return await services().keys.inspect(
            parts.key.get_secret_value(),
            parts.pin.get_secret_value(),
            str(answers.account.id),
            self._address(),
        )

    def _tell(
        self,
        glance: Glance,
        key: KeySummary | None,
        doubts: dict[str, str],
        mended_at: str,
    ) -> None:
        """Show what was seen, in place of what an earlier submit said of it."""
        self.looking_at_key = False
        self._show_facts(glance, key)
        self.doubts = doubts
        outdated = {*LOOKED_AT, ""} if self.mended_at else set(LOOKED_AT)
        self.errors = {
            name: said for name, said in self.errors.items() if name not in outdated
        }
        self.mended_at = mended_at

    def _show_facts(self, glance: Glance, key: KeySummary | None) -> None:
        file = glance.file_name if glance.key else "Su llave guardada"
        self.user_note = of_user(glance.user) if glance.user else ""
        self.key_note = of_key(key, file) if key else ""
        self.key_warning = warnings_of(key) if key else ""

    def _forget_doubts(self) -> None:
        """Leave to an answer what a glance doubted, or is about to doubt."""
        self._glances += 1
        self.looking_at_key = False
        self.doubts = {}

    def _forget_glances(self) -> None:
        """Begin with nothing seen."""
        self._forget_doubts()
        self._show_facts(Glance(), None)
