"""The connection with Hacienda, where pages show how it stands."""

import reflex as rx

from asystec_web import ui
from asystec_web.state import OnboardingState
from asystec_web.ui.words import Handler

LOOK_EVERY_S = 5


def connection_status(
    ask: Handler = OnboardingState.look_at_connection,
) -> rx.Component:
    """Tell how the connection stands, and go on telling while that may change."""
    return rx.fragment(
        rx.el.div(rx.foreach(OnboardingState.connection_notices, told), role="status"),
        learning_by_itself(ask),
    )


def learning_by_itself(
    ask: Handler = OnboardingState.look_at_connection,
) -> rx.Component:
    """Have an open page ask what came of what is por comprobar."""
    return rx.cond(OnboardingState.connection_waiting, ui.every(LOOK_EVERY_S, ask))


def connection_part() -> list[rx.Component]:
    """Render what the profile has beside the facts of the connection."""
    state = OnboardingState
    return [
        rx.cond(
            state.profile_candidate,
            rx.fragment(
                rx.el.h3("Datos nuevos de Hacienda", class_name="beside"),
                rx.el.dl(
                    rx.foreach(state.profile_candidate, _fact), class_name="facts"
                ),
            ),
        ),
        connection_status(),
        rx.el.div(
            rx.cond(
                state.can_try_again,
                ui.ghost_button(
                    "Probar de nuevo",
                    state.try_connection_again,
                    busy=state.busy,
                ),
            ),
            rx.cond(
                state.can_remove,
                ui.ghost_button(
                    "Eliminar",
                    state.begin_removal,
                    accessible_name="Eliminar la conexión con Hacienda",
                    danger=True,
                    busy=state.busy,
                    aria_expanded=rx.cond(state.removing, "true", "false"),
                ),
            ),
            class_name="actions",
        ),
        rx.cond(state.removing, _confirmation()),
    ]


def _confirmation() -> rx.Component:
    return ui.notice(
        rx.el.p(
            "Borraremos de inmediato el Usuario API, la contraseña, la llave y el PIN "
            "que guardamos cifrados. No podrá emitir comprobantes hasta que conecte "
            "de nuevo. En Hacienda no cambia nada: su llave sigue siendo suya."
        ),
        rx.el.div(
            ui.ghost_button(
                "Sí, eliminar la conexión",
                OnboardingState.remove_connection,
                danger=True,
                busy=OnboardingState.busy,
            ),
            ui.ghost_button("No, conservarla", OnboardingState.cancel_removal),
            class_name="actions",
        ),
        kind="danger",
        title="¿Eliminar la conexión con Hacienda?",
        role="alert",
    )


def told(item: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    """Render a notice that came with its kind."""
    return rx.el.div(
        rx.el.strong(item["title"], class_name="notice-title"),
        rx.el.p(item["detail"]),
        class_name=f"notice {item['kind']}",
    )


def _fact(line: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return rx.el.div(rx.el.dt(line["term"]), rx.el.dd(line["detail"]))
