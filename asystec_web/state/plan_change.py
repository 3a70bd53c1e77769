"""Another plan: chosen, shown with its charge, and confirmed."""

from contextlib import suppress

import reflex as rx

from asystec_web import routes
from asystec_web.catalog.plans import Cycle
from asystec_web.errors import BillingFailure, BillingUnavailable, ChangeUnclear
from asystec_web.flow.steps import Step
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.services.billing import ChangeChoice, ChangePreview, Stand, Standing
from asystec_web.state.handlers import Events, arrival, as_text, attempt
from asystec_web.state.plan_change_words import (
    ChangeCard,
    change_cards,
    changed,
    confirm_label,
    preview_lines,
)
from asystec_web.state.subscription import SubscriptionPart
from asystec_web.texts import sentence

TITLE_ID = "change-title"
_KEY = 100
_STAGES = {
    "choose": "Escoja otro plan",
    "confirm": "Revise el cambio antes de confirmar",
    "agreed": "Ya tiene un cambio acordado",
    "blocked": "Por ahora no puede cambiar de plan",
}
_NO_OTHER = (
    "No hay otro plan al que pueda pasar por su cuenta. Escríbanos a soporte y lo "
    "cambiamos con usted."
)


class PlanChangeStep(SubscriptionPart, mixin=True):
    """The page where a plan is changed."""

    change_stage: str = "choose"
    change_title: str = ""
    change_note: str = ""
    change_cycle: str = Cycle.ANNUAL.value
    change_cards: list[ChangeCard] = []
    change_lines: list[dict[str, str]] = []
    change_confirm: str = ""
    _change_choices: list[ChangeChoice] = []
    _change_standing: Standing = Standing(Stand.NONE)
    _change_shown: ChangePreview | None = None

    @arrival("change", Step.BUSINESS)
    async def enter_change(self, answers: Answers) -> Events:
        """Show what the plan may become, or why it may not."""
        billing, account = services().billing, answers.account
        await billing.refresh(account.id)
        standing = await billing.standing(account.id)
        if standing.stand in {Stand.NONE, Stand.ENDED}:
            return rx.redirect(routes.PLAN, replace=True)
        changeable = standing.stand in {Stand.ACTIVE, Stand.TRIAL}
        free = changeable and not standing.next_plan_name
        choices, note = [], ""
        if free:
            try:
                choices = await billing.change_choices(account.id)
                note = _note(choices)
            except BillingFailure as failure:
                note = sentence(failure.code)
        async with self:
            self._show_subscription(standing)
            self._change_choices, self._change_standing = choices, standing
            self.change_note = note
            self._show_change(None)
            if not free:
                self._at_stage("agreed" if changeable else "blocked")
            if not self.change_cards:
                self._show_in_the_other_cycle()
        return None

    @rx.event
    def choose_change_cycle(self, cycle: str) -> None:
        """Show what may be chosen by the month or by the year."""
        if as_text(cycle, 10) in set(Cycle):
            self.change_cycle = cycle
            self._show_cards()

    @attempt
    async def preview_change(self, lookup_key: str) -> Events:
        """Ask what a change would cost; nothing changes."""
        account = await self._account()
        key = as_text(lookup_key, _KEY)
        shown = await services().billing.preview_change(account.id, key)
        async with self:
            self._show_change(shown)
        return rx.set_focus(TITLE_ID)

    @attempt
    async def leave_change(self) -> Events:
        """Show the plans again; nothing was changed."""
        async with self:
            self._show_change(None)
        return rx.set_focus(TITLE_ID)

    @attempt
    async def confirm_change(self) -> Events:
        """Do what was shown; anything else is shown first."""
        account = await self._account()
        shown = self._change_shown
        if shown is None:
            return None
        try:
            await services().billing.change(account.id, shown)
        except ChangeUnclear:
            # The same may be confirmed again, and is charged once.
            raise
        except BillingFailure:
            await self._show_anew(shown)
            raise
        async with self:
            self._change_shown = None
            self.notice = changed(shown)
        return rx.redirect(routes.PROFILE)

    async def _show_anew(self, shown: ChangePreview) -> None:
        """Show what the change would be by now, or the plans if there is no telling."""
        again: ChangePreview | None = None
        with suppress(BillingFailure):
            account = await self._account()
            again = await services().billing.preview_change(
                account.id, shown.lookup_key
            )
        async with self:
            self._show_change(again)

    def _show_change(self, shown: ChangePreview | None) -> None:
        self._change_shown = shown
        self.change_lines = preview_lines(shown) if shown else []
        self.change_confirm = confirm_label(shown) if shown else ""
        self._at_stage("confirm" if shown else "choose")
        self._show_cards()

    def _at_stage(self, stage: str) -> None:
        self.change_stage, self.change_title = stage, _STAGES[stage]

    def _show_cards(self) -> None:
        self.change_cards = change_cards(
            self._change_choices, Cycle(self.change_cycle), self._change_standing
        )

    def _show_in_the_other_cycle(self) -> None:
        """Begin with the cycle that has something to choose."""
        if self._change_choices:
            self.change_cycle = self._change_choices[0].cycle.value
            self._show_cards()


def _note(choices: list[ChangeChoice]) -> str:
    if not choices:
        return _NO_OTHER
    # The prices are the last known ones: they may be seen, but not chosen.
    fresh = all(each.offer.fresh for each in choices)
    return "" if fresh else sentence(BillingUnavailable.code)
