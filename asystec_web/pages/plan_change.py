"""Another plan for who has one."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.catalog.plans import Cycle
from asystec_web.pages.page import Page, ribbon, when_entered
from asystec_web.pages.subscription import manage, subscription_now
from asystec_web.pages.tax import tax_note
from asystec_web.state import OnboardingState
from asystec_web.state.plan_change import TITLE_ID
from asystec_web.state.plan_change_words import ChangeCard


def plan_change() -> rx.Component:
    """Render the page where a plan is changed: chosen, then shown, then confirmed."""
    state = OnboardingState
    return ui.plain_layout(
        *when_entered(
            "change",
            ui.error_summary(state.problems),
            rx.el.h2(state.change_title, id=TITLE_ID, tab_index=-1),
            rx.match(
                state.change_stage,
                ("choose", _choice()),
                ("confirm", _confirmation()),
                subscription_now(),
            ),
            rx.el.p(
                ui.ghost_link("Volver a su perfil", routes.PROFILE), class_name="mt-6"
            ),
        ),
        title="Cambie su plan",
        wide=True,
        ribbon=ribbon(),
    )


def _choice() -> rx.Component:
    state = OnboardingState
    return rx.fragment(
        rx.foreach(state.profile_subscription, _own),
        ui.status(rx.cond(state.busy, "Calculando el cambio…", "")),
        rx.cond(
            state.change_note,
            ui.notice(state.change_note, kind="warn", role="status"),
        ),
        ui.radio_toggle(
            "change-cycle",
            [
                (Cycle.MONTHLY.value, "Mensual", ""),
                (Cycle.ANNUAL.value, "Anual", ""),
            ],
            legend="Cada cuánto paga",
            value=state.change_cycle,
            on_change=state.choose_change_cycle,
        ),
        ui.plan_cards(rx.foreach(state.change_cards, _card)),
        rx.el.p(tax_note(), class_name="hint mt-4"),
    )


def _own(shown: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return rx.el.p(
        "Ahora: ",
        rx.el.strong(shown["term"]),
        ". ",
        shown["detail"],
        class_name="mb-4",
    )


def _card(offer: rx.vars.ObjectVar[ChangeCard]) -> rx.Component:
    return ui.plan_card(
        rx.cond(
            offer["month"],
            rx.fragment(
                ui.price(offer["month"], after="al mes"),
                ui.price(offer["charge"], before="Se cobran", after="una vez al año"),
            ),
            ui.price(offer["charge"], after="al mes"),
        ),
        ui.feature_list(offer["features"]),
        rx.el.p(offer["starts"], id=f"starts-{offer['lookup_key']}"),
        rx.cond(
            offer["lookup_key"],
            ui.primary_button(
                "Cambiar",
                type_="button",
                full=True,
                accessible_name=offer["change"],
                on_click=OnboardingState.preview_change(offer["lookup_key"]),
                aria_describedby=f"starts-{offer['lookup_key']}",
            ),
        ),
        title=offer["name"],
    )


def _confirmation() -> rx.Component:
    state = OnboardingState
    return rx.fragment(
        rx.el.dl(rx.foreach(state.change_lines, _line), class_name="facts"),
        rx.el.p(
            "Lo que haya que pagar se cobra a la tarjeta de su suscripción.",
            class_name="hint mt-4",
        ),
        rx.el.div(
            ui.primary_button(
                state.change_confirm,
                type_="button",
                busy=state.busy,
                on_click=state.confirm_change,
            ),
            ui.ghost_button("No cambiar", state.leave_change, busy=state.busy),
            manage(ui.ghost_button("Actualizar tarjeta", type_="submit")),
            class_name="inline-actions",
        ),
    )


def _line(line: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return rx.el.div(rx.el.dt(line["term"]), rx.el.dd(line["detail"]))


PAGE = Page(
    routes.CHANGE_PLAN,
    "Cambie su plan – Asystec",
    plan_change,
    OnboardingState.enter_change,
)
