"""The page after paying: believed when Stripe's server says so."""

import asyncio
from contextlib import suppress
from urllib.parse import parse_qs

from asystec_web.errors import StepNotOpen
from asystec_web.errors.billing import BillingFailure
from asystec_web.flow.agreement import IN_TESTS
from asystec_web.flow.moments import day
from asystec_web.flow.steps import Step
from asystec_web.models import Account
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.state.connection import ConnectionPart
from asystec_web.state.handlers import Events, arrival, attempt
from asystec_web.state.missing import missing
from asystec_web.state.shown import subscription_notice

# For a minute the page waits for Stripe to confirm; the webhook may come any later.
ASK_EVERY_S = 2
TRIES = 30


class DoneStep(ConnectionPart, mixin=True):
    """The page after paying."""

    confirming: bool = False
    unconfirmed: bool = False
    done: list[dict[str, str]] = []
    waiting: list[dict[str, str]] = []

    @arrival("done")
    async def enter_done(self, answers: Answers) -> Events:
        """Show what was set up, once Stripe's server says that it is paid.

        Whoever comes from paying is never led back to the plans, however long Stripe
        takes to confirm: they would pay again.
        """
        session_id = parse_qs(self.router.url.query).get("session_id", [""])[0]
        paying = bool(session_id)
        if paying:
            await services().billing.returned(answers.account.id, session_id)
        try:
            if not answers.subscribed:
                answers = await self._confirmed(answers, paying=paying)
            await self._show_done(answers, paying=paying)
        finally:
            async with self:
                self.confirming = False

    @attempt
    async def look_again(self) -> Events:
        """Ask Stripe once more, for whoever is still waiting."""
        account = await self._account()
        await self._show_done(await _asked(account), paying=True)

    async def _show_done(self, answers: Answers, *, paying: bool) -> None:
        journey = answers.journey
        if not (journey.complete or (paying and journey.next_step is Step.PLAN)):
            raise StepNotOpen
        async with self:
            self.unconfirmed = not journey.complete
            self.done = _done(answers)
            self._show_connection(answers)
            self.waiting = missing(answers.pending, self.connection_notices)
            self.pending_steps = [str(item) for item in answers.pending]

    async def _confirmed(self, answers: Answers, *, paying: bool) -> Answers:
        """Ask Stripe until it confirms, for as long as somebody just came from it."""
        if not paying:
            return await _asked(answers.account)
        async with self:
            self.confirming = self.unconfirmed = True
            self.page = "done"
        for attempted in range(TRIES):
            if attempted:
                await asyncio.sleep(ASK_EVERY_S)
            answers = await _asked(answers.account)
            if answers.subscribed:
                break
        return answers


async def _asked(account: Account) -> Answers:
    """Read the answers, brought up to what Stripe says if it can be asked."""
    with suppress(BillingFailure):
        await services().billing.sync(account.id)
    return await services().businesses.answers(account)


def _done(answers: Answers) -> list[dict[str, str]]:
    """List what works from now on."""
    lines: list[dict[str, str]] = []
    if answers.subscription:
        lines.append(subscription_notice(answers.subscription))
    if answers.connected and answers.connection:
        expires = day(answers.connection.key_expires_at)
        works = f"Su llave vence el {expires}"
        tests = answers.in_tests
        lines.append(
            {
                "title": "Hacienda conectada" + (", para pruebas" if tests else ""),
                "detail": f"{works}. {IN_TESTS}" if tests else works,
                "kind": "warn" if tests else "ok",
            }
        )
    if answers.business:
        lines.append(
            {
                "title": answers.business.name,
                "detail": "Sus datos quedaron guardados",
                "kind": "ok",
            }
        )
    return lines
