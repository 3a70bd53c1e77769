"""A conversation belongs to whoever is signed in; nobody else gets to see it."""

from reflex.app import App
from reflex.event import Event
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from typing_extensions import override

from asystec_web.state.onboarding import OnboardingState

_HYDRATE = ".hydrate_and_load"


class OwnConversation(Middleware):
    """Forgets a conversation when its tab connects as somebody else, or as nobody.

    Reflex knows a tab by a token of the tab's own, which outlives our sessions: what
    was on the screen before somebody signed out would be sent to the next person.
    """

    @override
    async def preprocess(
        self, app: App, state: BaseState, event: Event
    ) -> StateUpdate | None:
        """Look at a connecting tab before anything is sent to it."""
        if event.name.endswith(_HYDRATE):
            conversation = await state.get_state(OnboardingState)
            await conversation._forget_others()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - public methods of a state are callable by browsers
        return None
