"""How a handler runs: what is written once for all of them."""

# These wrappers are part of the state: its helpers are theirs too, and cannot be
# public, for Reflex lets browsers call every public method.
# pyright: reportPrivateUsage=false

from collections.abc import Awaitable, Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import uuid4

import reflex as rx
from reflex.event import EventSpec

from asystec_web.errors import OnboardingError, StepNotOpen
from asystec_web.errors.account import NotSignedIn
from asystec_web.flow.steps import Step
from asystec_web.services.answers import Answers
from asystec_web.state.journey import TURNS, JourneyState

Events = EventSpec | list[EventSpec] | None
S = TypeVar("S", bound=JourneyState)
P = ParamSpec("P")


def as_text(typed: object, most: int) -> str:
    """Give the beginning of what was typed; browsers can send anything instead."""
    return typed[:most] if isinstance(typed, str) else ""


def attempt(
    handler: Callable[Concatenate[S, P], Awaitable[Events]],
) -> Any:  # noqa: ANN401 - Reflex's own event type hides the parameters
    """Make a handler of something a person tries.

    It runs in the background, so that nothing waits for it; a second click while it
    runs does nothing, and another act waits for its turn; expected failures become
    sentences; bugs are said to have happened and go through. Whoever has gone on to
    another page meanwhile is not called back.
    """

    @wraps(handler)
    async def attempted(self: S, *args: P.args, **kwargs: P.kwargs) -> Events:
        token = self.router.session.client_token
        given = (*args, *kwargs.values())  # Reflex hands them over by name
        with TURNS.taken(token, _act(handler.__name__, given)) as turn:
            if turn is None:
                return None
            async with turn:
                return await _attempted(self, handler, *args, **kwargs)

    return rx.event(background=True)(attempted)


async def _attempted(
    self: S,
    handler: Callable[Concatenate[S, P], Awaitable[Events]],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Events:
    async with self:
        began_at = self.router.url.path
        self.busy = True
        self.errors = {}
        self.notice = self.mended_at = ""
    failure = None
    followed: Events = None
    try:
        followed = await handler(self, *args, **kwargs)
    except NotSignedIn:
        followed = self._lead_to_sign_in()
    except StepNotOpen:
        followed = await self._lead_to_open_step()
    except OnboardingError as expected:
        failure = expected
    except Exception:
        failure = OnboardingError()
        raise
    finally:
        async with self:
            self.busy = False
            stayed = self.router.url.path == began_at
            self._notice_travels = stayed and followed is not None
            if stayed and failure is not None:
                self._explain(failure)
    return followed if stayed else None


def _act(name: str, args: tuple[object, ...]) -> Hashable:
    """Name an act: two clicks on different things differ, two submits do not."""
    return name, *(arg for arg in args if isinstance(arg, str))


def arrival(
    page: str, step: Step | None = None
) -> Callable[[Callable[[Any, Answers], Awaitable[Events]]], Any]:
    """Make a handler of a signed-in person coming to a page.

    Whoever is not signed in, or has not answered what comes before, is led on.
    The page shows itself once the handler has filled it, or says that it could not.
    """

    def decorate(handler: Callable[[S, Answers], Awaitable[Events]]) -> Any:  # noqa: ANN401 - as above
        @wraps(handler)
        async def arrived(self: S) -> Events:
            followed: Events = None
            try:
                async with self:
                    came_to = self.router.url.path
                    self.errors = {}
                    self.mended_at = ""
                    if not self._notice_travels:
                        self.notice = ""
                    self._notice_travels = False
                    await self._forget_others()
                    self._note_interest()
                answers = await self._answers(step)
                async with self:
                    self.changing = answers.journey.complete
                followed = await handler(self, answers)
            except NotSignedIn:
                return self._lead_to_sign_in()
            except StepNotOpen:
                return await self._lead_to_open_step()
            except Exception:
                async with self:
                    self._explain(OnboardingError())
                    self.page = page
                raise
            async with self:
                if self.router.url.path != came_to:
                    return None
                self.page = page
                self.to_connect = not answers.connected
                self.entered = uuid4().hex
            return followed

        return rx.event(background=True)(arrived)

    return decorate
