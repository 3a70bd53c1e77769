"""What every step shares: who is there, what is going on, what went wrong."""

from typing import Any

import reflex as rx
from reflex.event import EventSpec

from asystec_web import routes
from asystec_web.errors import OnboardingError, StepNotOpen
from asystec_web.errors.account import NotSignedIn
from asystec_web.flow.steps import Step
from asystec_web.models import Account
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.services.cookies import hash_in
from asystec_web.state.letter_codes import code_hash
from asystec_web.state.plan_interest import PlanInterest
from asystec_web.state.turns import Turns
from asystec_web.texts import explained

TURNS = Turns()


class JourneyState(PlanInterest, mixin=True):
    """The conversation, as far as it is the same on every page."""

    busy: bool = False
    page: str = ""
    entered: str = ""
    changing: bool = False
    errors: dict[str, str] = {}
    mended_at: str = ""
    notice: str = ""
    pending_steps: list[str] = []
    to_connect: bool = False
    _owner: str = ""
    # An act said it and led on: the next page that opens is the one to show it.
    _notice_travels: bool = False

    @rx.var
    def problems(self) -> list[dict[str, str]]:
        """The errors in the order of the fields, for the summary."""
        return [
            {"field": field, "message": message}
            for field, message in self.errors.items()
        ]

    async def _account(self) -> Account:
        """Tell who is signed in; asked again at every act, for sessions end."""
        account = await services().sessions.account_behind(self._session())
        if account is None:
            raise NotSignedIn
        return account

    def _session(self) -> bytes:
        """Read the hash of the session's token that the socket came with."""
        return hash_in(self.router.headers.cookie, services().settings)

    def _code(self) -> bytes:
        """Read the hash of the code in the link that led here."""
        return code_hash(self.router_data)

    def _address(self) -> str:
        """Tell where the socket comes from, as far as proxies may be believed."""
        return self.router.session.client_ip

    async def _answers(self, step: Step | None = None) -> Answers:
        """Read the answers of whoever is signed in, guarding a step.

        Raises:
            NotSignedIn: Nobody is.
            StepNotOpen: A step before this one is unanswered.
        """
        answers = await services().businesses.answers(await self._account())
        if step is not None and not answers.journey.can_visit(step):
            raise StepNotOpen
        return answers

    async def _forget_others(self) -> None:
        """Begin anew if the conversation was somebody else's."""
        try:
            owner = str((await self._account()).id)
        except NotSignedIn:
            owner = ""
        if self._owner not in {"", owner}:
            self.reset()
        self._owner = owner
        # A worker that ended in the middle of something left this behind.
        self.busy = TURNS.busy(self.router.session.client_token)

    async def _onward(self, following: str) -> EventSpec:
        """Go to the following step; back to the profile if nothing is left to ask."""
        complete = (await self._answers()).journey.complete
        return rx.redirect(routes.PROFILE if complete else following)

    async def _lead_to_open_step(self) -> EventSpec:
        """Go to the first unanswered step."""
        answers = await self._answers()
        return rx.redirect(routes.of(answers.journey.next_step), replace=True)

    def _lead_to_sign_in(self) -> EventSpec:
        """Go and sign in, and come back afterwards."""
        url = self.router.url
        back = routes.sign_in_from(f"{url.path}?{url.query}")
        return rx.redirect(back, replace=True)

    def _enter_again(self) -> Any:  # noqa: ANN401 - an event of the page that is open
        """Fill the open page anew: what is missing has changed as well."""
        return self.event_handlers.get(f"enter_{self.page}")

    def _explain(self, failure: OnboardingError) -> None:
        """Show what a failure is about, and where it is mended."""
        self.errors = explained(failure)
        self.mended_at = failure.mended_at
