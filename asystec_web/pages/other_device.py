"""For whoever has the key on a computer and the page on a phone."""

import reflex as rx

from asystec_web import ui
from asystec_web.state import OnboardingState


def other_device() -> rx.Component:
    """Offer a link by mail that opens this step on the computer.

    What comes of it stands above the button: below it, a phone's docked bar covers it.
    """
    return rx.el.div(
        rx.el.div(
            rx.cond(
                OnboardingState.link_note,
                _sent(),
                rx.el.p(
                    rx.el.strong("¿Su llave está en la computadora? "),
                    "Le enviamos a su correo un enlace que abre este mismo paso allá.",
                ),
            ),
            role="status",
        ),
        ui.ghost_button(
            "Terminar en la computadora",
            OnboardingState.send_to_computer,
            busy=OnboardingState.busy,
        ),
        class_name="other-device",
    )


def _sent() -> rx.Component:
    return ui.notice(
        OnboardingState.link_note,
        rx.el.p("Cuando haya terminado allá, siga aquí:"),
        ui.ghost_button(
            "Ya terminé en la computadora",
            OnboardingState.back_from_computer,
            busy=OnboardingState.busy,
        ),
        kind="ok",
        title="Revise su correo en la computadora",
    )
