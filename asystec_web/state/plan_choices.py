"""What a plan may become, or why it may not."""

import reflex as rx

from asystec_web.catalog.plans import Cycle
from asystec_web.errors.billing import BillingFailure, BillingUnavailable
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.services.billing import ChangeChoice, Stand, Standing
from asystec_web.state.handlers import as_text
from asystec_web.state.plan_change_words import ChangeCard, change_cards
from asystec_web.state.subscription import SubscriptionPart
from asystec_web.texts import sentence

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


class PlanChoicesPart(SubscriptionPart, mixin=True):
    """The plans to choose from, by the month or by the year."""

    change_stage: str = "choose"
    change_title: str = ""
    change_note: str = ""
    change_cycle: str = Cycle.MONTHLY.value
    change_cards: list[ChangeCard] = []
    _change_choices: list[ChangeChoice] = []
    _change_standing: Standing = Standing(Stand.NONE)

    @rx.event
    def choose_change_cycle(self, cycle: str) -> None:
        """Show what may be chosen by the month or by the year."""
        if as_text(cycle, 10) in set(Cycle):
            self.change_cycle = cycle
            self._show_cards()

    async def _show_choices(self, answers: Answers, standing: Standing) -> None:
        """Show what there is to choose from, asking Stripe for its prices."""
        changeable = standing.stand in {Stand.ACTIVE, Stand.TRIAL}
        stage = "agreed" if changeable else "blocked"
        choices, note = [], ""
        if changeable and not standing.next_plan_name:
            stage = "choose"
            try:
                choices = await services().billing.change_choices(answers.account.id)
                note = _note(choices)
            except BillingFailure as failure:
                note = sentence(failure.code)
        async with self:
            self._show_subscription(standing)
            self._change_choices, self._change_standing = choices, standing
            self.change_note = note
            self._at_stage(stage)
            self._show_cards()
            if choices and not self.change_cards:
                # Nothing in this cycle: begin with the other.
                self.change_cycle = choices[0].cycle.value
                self._show_cards()

    def _at_stage(self, stage: str) -> None:
        self.change_stage, self.change_title = stage, _STAGES[stage]

    def _show_cards(self) -> None:
        self.change_cards = change_cards(
            self._change_choices, Cycle(self.change_cycle), self._change_standing
        )


def _note(choices: list[ChangeChoice]) -> str:
    if not choices:
        return _NO_OTHER
    # The prices are the last known ones: they may be seen, but not chosen.
    fresh = all(each.offer.fresh for each in choices)
    return "" if fresh else sentence(BillingUnavailable.code)
