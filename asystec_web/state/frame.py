"""Paying from inside a frame: in a new tab, while the frame waits and goes on."""

import asyncio
import json
import time
from uuid import uuid4

import reflex as rx

from asystec_web import routes
from asystec_web.errors import OnboardingError, StepNotOpen
from asystec_web.errors.account import NotSignedIn
from asystec_web.errors.billing import BillingFailure
from asystec_web.flow.steps import Step
from asystec_web.services import services
from asystec_web.services.billing.attempts import Choice
from asystec_web.state.handlers import Events, as_text, attempt
from asystec_web.state.plan import PlanStep
from asystec_web.state.plan_cards import PlanCard

LOOK_EVERY_S = 2.0
# As long as a payment page lives.
PATIENCE_S = 3600.0
# The row says it as soon as the webhook came; now and then Stripe itself is asked.
ASK_EVERY = 5
_KEY = 100

NOT_YET = (
    "Stripe todavía no confirma un pago suyo. Si acaba de pagar, espere unos segundos: "
    "esta página sigue sola."
)
GIVEN_UP = (
    "Dejamos de esperar: la página de pago ya venció. Si pagó, toque «Ya pagué»; si "
    "no, ábrala de nuevo."
)


class FrameStep(PlanStep, mixin=True):
    """Stripe's pages refuse to be framed, and cookies do not follow into a new tab."""

    @rx.event(background=True)
    async def arm_payment(self) -> Events:
        """Hand the frame's script a one-time token for each price on the page."""
        try:
            account = (await self._answers(Step.PLAN)).account
        except OnboardingError:
            return None
        make = services().pay_tokens.make
        tokens = {
            card["lookup_key"]: make(account.id, _choice(card))
            for card in self.plan_cards
        }
        return rx.set_value("pay-tokens", json.dumps(tokens))

    @rx.event(background=True)
    async def await_payment(self, lookup_key: str) -> Events:
        """Wait for the payment that was begun in a new tab, and go on by itself."""
        key = as_text(lookup_key, _KEY)
        waiting = uuid4().hex
        async with self:
            chosen = [card for card in self.plan_cards if card["lookup_key"] == key]
            if not chosen:
                return None
            self.paying, self.paying_note, self._waiting = chosen, "", waiting
            # What was said above the plans, of a payment given up for one, is over.
            self.plan_note = self.plan_before = ""
        return await self._wait(waiting)

    @attempt
    async def say_paid(self) -> Events:
        """Look at once, for whoever says that they have paid."""
        if await self._has_paid(ask=True):
            return rx.redirect(routes.DONE, replace=True)
        async with self:
            self.paying_note = NOT_YET
        return None

    @attempt
    async def choose_again(self) -> Events:
        """Show the plans again; what was begun in the other tab stays as it is.

        They are asked for anew: the other tab may have said that a price has changed.
        """
        return await self._show_offered(await self._answers(Step.PLAN), "", anew=True)

    async def _wait(self, waiting: str) -> Events:
        until = time.monotonic() + PATIENCE_S
        looked = 0
        while time.monotonic() < until:
            await asyncio.sleep(LOOK_EVERY_S)
            looked += 1
            async with self:
                if self._waiting != waiting or self.page != "plan":
                    return None
            try:
                if await self._has_paid(ask=looked % ASK_EVERY == 0):
                    return rx.redirect(routes.DONE, replace=True)
            except BillingFailure:
                continue
            except NotSignedIn:
                return self._lead_to_sign_in()
            except StepNotOpen:
                # On another device they went back to an earlier step.
                return await self._lead_to_open_step()
        async with self:
            if self._waiting == waiting:
                self.paying_note = GIVEN_UP
        return None

    async def _has_paid(self, *, ask: bool) -> bool:
        """Tell whether our server knows of a payment, asking Stripe first or not.

        Raises:
            NotSignedIn: The session is over.
            BillingUnavailable: Stripe was to be asked, and did not answer.
        """
        account = await self._account()
        held = services()
        if ask:
            await held.billing.sync(account.id)
        answers = await held.businesses.answers(account)
        if answers.journey.next_step not in {None, Step.PLAN}:
            raise StepNotOpen
        return answers.subscribed


def _choice(card: PlanCard) -> Choice:
    return Choice(
        card["lookup_key"],
        int(card["amount"]),
        card["currency"],
        int(card["trial_days"]),
    )
