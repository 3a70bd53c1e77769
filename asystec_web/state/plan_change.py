"""Another plan: shown with its charge, and confirmed."""

from contextlib import suppress

import reflex as rx

from asystec_web import routes
from asystec_web.errors.billing import BillingFailure, ChangeUnclear
from asystec_web.flow.steps import Step
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.services.billing import ChangePreview, Stand
from asystec_web.state.handlers import Events, arrival, as_text, attempt
from asystec_web.state.plan_change_words import changed, confirm_label, preview_lines
from asystec_web.state.plan_choices import PlanChoicesPart
from asystec_web.state.plan_interest import asked_cycle

TITLE_ID = "change-title"
_KEY = 100


class PlanChangeStep(PlanChoicesPart, mixin=True):
    """The page where a plan is changed."""

    change_lines: list[dict[str, str]] = []
    change_confirm: str = ""
    _change_shown: ChangePreview | None = None

    @arrival("change", Step.BUSINESS)
    async def enter_change(self, answers: Answers) -> Events:
        """Show what the plan may become, or why it may not."""
        billing, account = services().billing, answers.account
        await billing.refresh(account.id)
        standing = await billing.standing(account.id)
        if standing.stand in {Stand.NONE, Stand.ENDED}:
            return rx.redirect(routes.PLAN, replace=True)
        async with self:
            self._show_change(None)
            asked = asked_cycle(self.router.url.query)
            self.change_cycle = str(asked or standing.cycle or self.change_cycle)
        await self._show_choices(answers, standing)
        return None

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
