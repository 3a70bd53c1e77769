"""How a handler runs: what is written once for all of them."""

# These wrappers are part of the state: its helpers are theirs too, and cannot be
# public, for Reflex lets browsers call every public method.
# pyright: reportPrivateUsage=false

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import reflex as rx
from reflex.event import EventSpec

from asystec_web.errors import InvalidForm, NotSignedIn, OnboardingError, StepNotOpen
from asystec_web.flow.steps import Step
from asystec_web.services.answers import Answers
from asystec_web.state.journey import JourneyState

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
    runs does nothing; expected failures become sentences; bugs go through.
    """

    @wraps(handler)
    async def attempted(self: S, *args: P.args, **kwargs: P.kwargs) -> Events:
        async with self:
            if self.busy:
                return None
            self.busy = True
            self.errors = {}
            self.notice = ""
        codes: dict[str, str] = {}
        try:
            return await handler(self, *args, **kwargs)
        except InvalidForm as refused:
            codes = refused.errors
        except NotSignedIn:
            return self._lead_to_sign_in()
        except StepNotOpen:
            return await self._lead_to_open_step()
        except OnboardingError as failure:
            codes = {failure.field: failure.code}
        finally:
            async with self:
                self.busy = False
                self._explain(codes)
        return None

    return rx.event(background=True)(attempted)


def arrival(
    page: str, step: Step | None = None
) -> Callable[[Callable[[Any, Answers], Awaitable[Events]]], Any]:
    """Make a handler of a signed-in person coming to a page.

    Whoever is not signed in, or has not answered what comes before, is led on.
    The page shows itself once the handler has filled it.
    """

    def decorate(handler: Callable[[S, Answers], Awaitable[Events]]) -> Any:  # noqa: ANN401 - as above
        @wraps(handler)
        async def arrived(self: S) -> Events:
            async with self:
                await self._forget_others()
                self.errors = {}
            try:
                answers = await self._answers(step)
                followed = await handler(self, answers)
            except NotSignedIn:
                return self._lead_to_sign_in()
            except StepNotOpen:
                return await self._lead_to_open_step()
            async with self:
                self.page = page
            return followed

        return rx.event(background=True)(arrived)

    return decorate
