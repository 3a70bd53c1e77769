"""The way to Stripe's page, and waiting for it when it is in another tab."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.state import OnboardingState
from asystec_web.state.plan_cards import PlanCard
from asystec_web.ui.words import Words

_FIELDS = ("lookup_key", "amount", "currency", "trial_days")


def pay_form(offer: rx.vars.ObjectVar[PlanCard], button: rx.Component) -> rx.Component:
    """Render a real form to `/pagar`; inside a frame, behaviours/frame.js adds to it.

    There it opens a new tab, carries a one-time token, and presses the hidden button.
    """
    return ui.native_form(
        *(_hidden(name, offer[name].to(str)) for name in _FIELDS),
        rx.el.input(type="hidden", name="pay_token"),
        rx.el.button(
            type="button",
            hidden=True,
            data_frame_waits="",
            on_click=OnboardingState.await_payment(offer["lookup_key"].to(str)),
        ),
        button,
        action=routes.PAY,
    )


def _hidden(name: str, value: Words) -> rx.Component:
    return rx.el.input(type="hidden", name=name, value=value)


def in_another_tab() -> rx.Component:
    """Render what a frame shows while somebody pays elsewhere."""
    return ui.notice(
        rx.el.p(
            "Abrimos la página de pago en otra pestaña. Pague ahí y vuelva: esta "
            "página sigue sola en cuanto se confirme."
        ),
        rx.cond(
            OnboardingState.paying_note,
            rx.el.p(OnboardingState.paying_note, role="status"),
        ),
        rx.el.div(
            ui.ghost_button(
                "Ya pagué", OnboardingState.say_paid, busy=OnboardingState.busy
            ),
            rx.foreach(OnboardingState.paying, _again),
            ui.ghost_button("Escoger otro plan", OnboardingState.choose_again),
            class_name="inline-actions",
        ),
        kind="info",
        title="Esperando su pago",
        role="status",
    )


def _again(offer: rx.vars.ObjectVar[PlanCard]) -> rx.Component:
    return pay_form(offer, ui.ghost_button("Abrir de nuevo", type_="submit"))


def frame_script() -> rx.Component:
    """Render what behaviours/frame.js works with; none of it is seen."""
    return rx.el.div(
        rx.el.input(type="hidden", id="pay-tokens"),
        rx.el.button(
            type="button",
            id="arm-payment",
            on_click=OnboardingState.arm_payment,
        ),
        hidden=True,
    )
