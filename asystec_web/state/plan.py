"""The plan: chosen here, paid at Stripe."""

from collections.abc import Sequence
from urllib.parse import parse_qs

import reflex as rx

from asystec_web import routes
from asystec_web.catalog.plans import Cycle
from asystec_web.errors.billing import BillingFailure, BillingUnavailable
from asystec_web.flow.steps import Step
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.services.billing import PlanOffer
from asystec_web.state.handlers import Events, arrival, as_text
from asystec_web.state.journey import JourneyState
from asystec_web.state.plan_before import is_stalled, plan_before
from asystec_web.state.plan_cards import PlanCard, Trial, plan_cards, saving_of_all
from asystec_web.texts import sentence

NOTICES = {
    "precio": "billing.price_changed",
    "pago": "billing.unavailable",
    "plan": "billing.plan_unknown",
    "reclamo": "billing.suspended",
}
# What was shown is not what is sold: another process may know that and not this one.
_OUTDATED = {"precio", "plan"}


class PlanStep(JourneyState, mixin=True):
    """The page with the plans."""

    plan_cards: list[PlanCard] = []
    saving: str = ""
    not_sellable: bool = True
    plan_note: str = ""
    plan_before: str = ""
    stalled: bool = False
    paying: list[PlanCard] = []
    paying_note: str = ""
    _waiting: str = ""
    _offers: list[PlanOffer] = []
    _trial: Trial = Trial()

    @arrival("plan", Step.PLAN)
    async def enter_plan(self, answers: Answers) -> Events:
        """Show the plans, and what the address says of a payment."""
        asked = parse_qs(self.router.url.query)
        notice = asked.get("aviso", [""])[0]
        code = "billing.cancelled" if "cancelado" in asked else ""
        return await self._show_offered(
            answers, NOTICES.get(notice, code), anew=notice in _OUTDATED
        )

    async def _show_offered(self, answers: Answers, code: str, *, anew: bool) -> Events:
        """Show the plans with Stripe's own prices, unless nothing is to be sold.

        Args:
            answers: Of whoever is asked for a plan.
            code: What is said above the plans if Stripe answers; nothing if empty.
            anew: Whether the prices shown before have turned out to be old.
        """
        held = services()
        account = answers.account
        if not answers.subscribed and await held.billing.refresh(account.id):
            answers = await held.businesses.answers(account)
        if answers.subscribed:
            return rx.redirect(routes.DONE, replace=True)
        stalled = is_stalled(answers)
        offers, note = ((), "") if stalled else await self._offered(code, anew=anew)
        days = await held.billing.trial_days(account.id)
        async with self:
            self._trial = Trial(days, pauses=held.settings.trial_end == "pause")
            self._offers = list(offers)
            self.paying, self.paying_note, self._waiting = [], "", ""
            self.not_sellable = not all(offer.fresh for offer in offers)
            self.plan_note = note
            self.plan_before = plan_before(answers)
            self.stalled = stalled
            self._show_plans()
        return None

    async def _offered(
        self, code: str, *, anew: bool
    ) -> tuple[Sequence[PlanOffer], str]:
        """Give the plans, and what there is to say above them if Stripe answers."""
        try:
            offers = await services().billing.plans(anew=anew)
        except BillingFailure as failure:
            return (), sentence(failure.code)
        if not all(offer.fresh for offer in offers):
            # The prices are the last known ones, and their buttons do nothing.
            code = BillingUnavailable.code
        return offers, sentence(code) if code else ""

    @rx.event
    def choose_cycle(self, cycle: str) -> None:
        """Show the prices a month or a year."""
        if as_text(cycle, 10) in set(Cycle):
            self.cycle = cycle
            self._show_plans()

    def _show_plans(self) -> None:
        self.plan_cards = plan_cards(
            self._offers, Cycle(self.cycle), self._trial, self._wanted_plan
        )
        self.saving = saving_of_all(self._offers)
