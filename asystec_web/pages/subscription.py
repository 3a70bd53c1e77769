"""The subscription, where pages show how it stands and what there is to do."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.settings import settings
from asystec_web.state import OnboardingState
from asystec_web.state.shown import SubscriptionShown


def subscription_part() -> rx.Component:
    """Render what the profile has of the subscription."""
    return rx.fragment(
        ui.section(
            "Suscripción",
            subscription_now(),
            id_=routes.OWN_SUBSCRIPTION.partition("#")[2],
        ),
        ui.section("Recibos", _receipts()),
    )


def subscription_now() -> rx.Component:
    """Tell how the subscription stands, with its one thing to do."""
    return rx.fragment(rx.foreach(OnboardingState.profile_subscription, _shown))


def _shown(shown: rx.vars.ObjectVar[SubscriptionShown]) -> rx.Component:
    return rx.fragment(
        rx.cond(
            shown["tone"] == "trouble",
            ui.notice(shown["detail"], kind="warn", title=shown["term"]),
            rx.el.dl(
                rx.el.div(rx.el.dt(shown["term"]), rx.el.dd(shown["detail"])),
                class_name="facts",
            ),
        ),
        rx.cond(shown["coming"], _coming(shown)),
        rx.el.div(
            rx.match(
                shown["act"],
                ("plan", ui.link_button(shown["label"], routes.PLAN)),
                ("change", ui.ghost_link(shown["label"], routes.CHANGE_PLAN)),
                ("card", manage(ui.primary_button(shown["label"]))),
                ("look", _look(shown)),
                ("contact", _contact(shown)),
                rx.fragment(),
            ),
            rx.cond(
                shown["manage"],
                manage(ui.ghost_button("Administrar suscripción", type_="submit")),
            ),
            class_name="inline-actions",
        ),
    )


def manage(button: rx.Component) -> rx.Component:
    """Render a way to Stripe's portal: a real form, which no script has to send."""
    return ui.native_form(button, action=routes.SUBSCRIPTION)


def _look(shown: rx.vars.ObjectVar[SubscriptionShown]) -> rx.Component:
    return ui.ghost_button(
        shown["label"],
        OnboardingState.look_at_subscription,
        busy=OnboardingState.busy,
    )


def _contact(shown: rx.vars.ObjectVar[SubscriptionShown]) -> rx.Component:
    return ui.link_button(shown["label"], f"mailto:{settings().support_email}")


def _coming(shown: rx.vars.ObjectVar[SubscriptionShown]) -> rx.Component:
    return ui.notice(
        rx.el.p(shown["coming"]),
        ui.ghost_button(
            "Dejar mi plan como está",
            OnboardingState.keep_plan,
            busy=OnboardingState.busy,
        ),
        kind="info",
        title="Cambio acordado",
    )


def _receipts() -> rx.Component:
    state = OnboardingState
    return rx.fragment(
        ui.status(state.receipts_coming),
        rx.cond(state.receipts_note, rx.el.p(state.receipts_note, class_name="hint")),
        rx.cond(
            state.receipts,
            ui.rows(rx.foreach(state.receipts, _receipt), label="Recibos"),
        ),
    )


def _receipt(receipt: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return ui.row(
        receipt["day"],
        f"{receipt['amount']} · {receipt['status']}",
        rx.cond(
            receipt["url"],
            ui.ghost_link(
                "Ver recibo",
                receipt["url"],
                aria_label=receipt["name"],
                target="_blank",
                rel="noopener",
                title="Se abre en otra pestaña",
            ),
        ),
    )
