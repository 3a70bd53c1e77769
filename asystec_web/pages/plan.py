"""The plans."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.catalog.plans import Cycle
from asystec_web.pages.page import Page, step_page, step_title
from asystec_web.pages.paying import frame_script, in_another_tab, pay_form
from asystec_web.pages.subscription import manage
from asystec_web.pages.tax import tax_note
from asystec_web.state import OnboardingState
from asystec_web.state.plan import PlanCard

_PROMOTION = "Si tiene un código de promoción, lo escribe en la página de pago."


def plan() -> rx.Component:
    """Render the page with the plans; each button is a real form to `/pagar`."""
    return step_page(
        "plan",
        rx.cond(
            OnboardingState.plan_note,
            ui.notice(OnboardingState.plan_note, kind="warn", role="status"),
        ),
        rx.cond(OnboardingState.plan_before, _before()),
        rx.cond(
            OnboardingState.paying,
            in_another_tab(),
            rx.cond(
                OnboardingState.stalled,
                manage(ui.primary_button("Administrar suscripción")),
                _choice(),
            ),
        ),
        frame_script(),
        rx.el.p(ui.ghost_link("Atrás", routes.CONSECUTIVES), class_name="mt-6"),
        step=6,
        title="Escoja su plan",
        lead="Puede cambiarlo o cancelarlo cuando quiera.",
        wide=True,
        footer="El pago lo procesa Stripe. No guardamos su tarjeta.",
    )


def _before() -> rx.Component:
    return ui.notice(
        rx.el.p(OnboardingState.plan_before),
        ui.text_link("Ver su perfil", routes.PROFILE),
        kind="warn",
        role="status",
    )


def _choice() -> rx.Component:
    return rx.fragment(
        ui.radio_toggle(
            "cycle",
            [
                (Cycle.MONTHLY.value, "Mensual", ""),
                (Cycle.ANNUAL.value, "Anual", OnboardingState.saving),
            ],
            legend="Cada cuánto paga",
            value=OnboardingState.cycle,
            on_change=OnboardingState.choose_cycle,
        ),
        ui.plan_cards(rx.foreach(OnboardingState.plan_cards, _card)),
        rx.el.p(f"{tax_note()} {_PROMOTION}", class_name="hint mt-4"),
    )


def _card(offer: rx.vars.ObjectVar[PlanCard]) -> rx.Component:
    return ui.plan_card(
        ui.price(offer["month"], after="al mes"),
        rx.cond(
            offer["charge"],
            ui.price(offer["charge"], before="Se cobran", after=offer["each"]),
        ),
        rx.cond(offer["saving"], rx.el.p(offer["saving"], class_name="saving")),
        rx.cond(offer["after_trial"], rx.el.p(offer["after_trial"])),
        ui.feature_list(offer["features"]),
        rx.cond(OnboardingState.not_sellable, rx.fragment(), _subscribe(offer)),
        title=offer["name"],
        featured=offer["featured"],
    )


def _subscribe(offer: rx.vars.ObjectVar[PlanCard]) -> rx.Component:
    """Render the way to pay: a real form, which no script has to send."""
    charge = f"charge-{offer['lookup_key']}"
    return pay_form(
        offer,
        ui.primary_button(
            "Suscribirse",
            full=True,
            accessible_name=f"Suscribirse a {offer['name']}",
            detail=(charge, offer["button"]),
        ),
    )


PAGE = Page(
    routes.PLAN, step_title(6, "Escoja su plan"), plan, OnboardingState.enter_plan
)
