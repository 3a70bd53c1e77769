"""Where a letter's link leads: the connection goes on, on this device."""

from typing import Any

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.page import Page, plain_page
from asystec_web.state import OnboardingState


def continue_here() -> rx.Component:
    """Render the page; only its button uses the link up.

    Programs that guard mailboxes open every link, and run the scripts behind it.
    """
    return plain_page(
        ui.status(
            rx.cond(
                (OnboardingState.page == "continue")
                | (OnboardingState.page == "continue-rejected"),
                "",
                "Revisando el enlace…",
            )
        ),
        rx.match(
            OnboardingState.page,
            ("continue", _go_on()),
            ("continue-rejected", rx.fragment(*_rejected())),
            rx.fragment(),
        ),
        title="Conecte Hacienda desde aquí",
        lead="Este enlace abre el paso que dejó pendiente en el celular.",
    )


def _go_on() -> rx.Component:
    opens = rx.el.strong(OnboardingState.link_opens)
    return rx.cond(
        OnboardingState.open_here,
        rx.fragment(
            ui.notice(
                "Si continúa, aquí se cierra la cuenta ",
                rx.el.strong(OnboardingState.open_here),
                " y se abre ",
                opens,
                ".",
                kind="warn",
                title="En este equipo hay otra cuenta abierta",
            ),
            rx.el.div(
                # What the other person typed in this tab is not for this one.
                _continue_button(data_drop_drafts=""),
                ui.ghost_link("Seguir con la otra cuenta", routes.SIGN_IN),
                class_name="answers",
            ),
        ),
        rx.fragment(
            rx.el.p("Va a abrir la cuenta ", opens, " en este equipo."),
            rx.el.div(_continue_button(), class_name="answers"),
        ),
    )


def _continue_button(**attributes: Any) -> rx.Component:  # noqa: ANN401 - handed on to the element as they come
    return ui.primary_button(
        "Continuar",
        type_="button",
        on_click=OnboardingState.continue_here,
        busy=OnboardingState.busy,
        **attributes,
    )


def _rejected() -> list[rx.Component]:
    return [
        ui.notice(
            "Ya se usó, venció o se pidió otro después. Inicie sesión aquí y llega al "
            "mismo paso, o pida otro enlace en el celular.",
            kind="warn",
            title="El enlace no sirve",
            role="status",
        ),
        ui.link_button("Ir a la conexión con Hacienda", routes.HACIENDA),
    ]


PAGE = Page(
    routes.CONTINUE,
    "Continuar en este equipo – Asystec",
    continue_here,
    OnboardingState.enter_continue,
)
