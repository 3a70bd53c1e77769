"""What was set up, and what is still missing."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.connection import learning_by_itself, told
from asystec_web.pages.page import Page, ribbon, when_entered
from asystec_web.pages.to_do import to_do
from asystec_web.state import OnboardingState
from asystec_web.state.shown import STILL_CONFIRMING


def done() -> rx.Component:
    """Render the page after paying."""
    confirming = OnboardingState.confirming
    unconfirmed = OnboardingState.unconfirmed
    return ui.plain_layout(
        *when_entered(
            "done",
            ui.status(rx.cond(confirming, "Confirmando su pago con el banco…", "")),
            rx.cond(
                confirming,
                rx.el.p(
                    "No cierre esta página: en unos segundos aparecerá su suscripción. "
                    "Si tarda, puede irse: la confirmaremos igual."
                ),
                rx.cond(
                    unconfirmed,
                    _unconfirmed(),
                    rx.fragment(
                        rx.foreach(OnboardingState.done, told),
                        rx.foreach(OnboardingState.waiting, to_do),
                        learning_by_itself(),
                    ),
                ),
            ),
            rx.el.div(
                ui.primary_button(
                    "Finalizar", type_="button", on_click=rx.redirect(routes.PROFILE)
                ),
                hidden=confirming | unconfirmed,
                class_name="dock",
            ),
        ),
        title=rx.cond(
            confirming,
            "Estamos confirmando su pago",
            rx.cond(
                unconfirmed,
                "Falta confirmar su pago",
                "¡Completó el registro correctamente!",
            ),
        ),
        ribbon=ribbon(),
    )


def _unconfirmed() -> rx.Component:
    return ui.notice(
        rx.el.p(f"{STILL_CONFIRMING}."),
        ui.ghost_button(
            "Revisar de nuevo", OnboardingState.look_again, busy=OnboardingState.busy
        ),
        ui.ghost_link("Ir a su perfil", routes.PROFILE),
        kind="warn",
        title="Seguimos esperando la confirmación del pago…",
        role="status",
    )


PAGE = Page(routes.DONE, "Listo – Asystec", done, OnboardingState.enter_done)
