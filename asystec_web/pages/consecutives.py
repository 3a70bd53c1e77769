"""The next number of each document type."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.catalog.documents import RECEPTOR_MESSAGES, DocumentType
from asystec_web.forms.consecutives import field_of
from asystec_web.pages.connection import connection_status
from asystec_web.pages.consecutives_found import found, ways
from asystec_web.pages.page import Page, back_to, step_page, step_title
from asystec_web.state import OnboardingState


def consecutives() -> rx.Component:
    """Render the page with a number per document type."""
    messages = [kind for kind in DocumentType if kind in RECEPTOR_MESSAGES]
    documents = [kind for kind in DocumentType if kind not in RECEPTOR_MESSAGES]
    return step_page(
        "consecutives",
        rx.cond(
            OnboardingState.later_note,
            ui.notice(OnboardingState.later_note, kind="warn", role="status"),
        ),
        rx.cond(OnboardingState.connection_told, _connection()),
        *ways(),
        *found(),
        ui.step_form(
            rx.el.p(
                "0: todavía no ha emitido ninguno; el primero será el 1.",
                class_name="hint",
            ),
            _numbers(documents),
            rx.el.h2("Respuestas a facturas que recibe"),
            _numbers(messages),
            rx.el.h2("Dónde se numeran"),
            ui.field_grid(_where("branch", "Sucursal"), _where("terminal", "Terminal")),
            _another_terminal(),
            rx.cond(
                OnboardingState.start_note,
                rx.el.p(OnboardingState.start_note, class_name="hint warns"),
            ),
            name="consecutives",
            on_submit=OnboardingState.submit_consecutives,
            back_href=back_to(routes.HACIENDA),
            actions=[ui.primary_button("Siguiente", busy=OnboardingState.busy)],
        ),
        step=5,
        title="Próximos consecutivos",
        lead="El número que llevará el próximo comprobante de cada tipo.",
    )


def _connection() -> rx.Component:
    """Tell what comes of the connection, for the numbers come with it."""
    return rx.fragment(
        connection_status(OnboardingState.look_and_seek),
        rx.cond(
            ~OnboardingState.connection_waiting & OnboardingState.to_connect,
            rx.el.p(
                ui.text_link("Revisar la conexión", routes.HACIENDA), class_name="help"
            ),
        ),
    )


def _numbers(kinds: list[DocumentType]) -> rx.Component:
    return rx.el.div(*(_number(kind) for kind in kinds), class_name="number-rows")


def _number(kind: DocumentType) -> rx.Component:
    name = field_of(kind)
    state = OnboardingState
    full = state.full_numbers[name]
    mark = state.number_marks[name]
    return ui.number_row(
        name,
        kind.label,
        value=state.next_numbers[name],
        hint=rx.cond(full, f"Se emitirá como {full}", ""),
        tag=mark["tag"],
        note=mark["note"],
        warns=mark["warns"],
        offer=mark["offer"],
        error=state.errors[name],
        on_change=lambda typed: state.preview_numbers(name, typed),
        on_use=state.preview_numbers(name, mark["offer"]),
    )


def _where(name: str, label: str) -> rx.Component:
    value = OnboardingState.branch if name == "branch" else OnboardingState.terminal
    return ui.text_field(
        name,
        label,
        value=value,
        hint="Con una sola, es la 1.",
        inputmode="numeric",
        autocomplete="off",
        error=OnboardingState.errors[name],
        on_change=lambda typed: OnboardingState.preview_numbers(name, typed),
    )


def _another_terminal() -> rx.Component:
    state = OnboardingState
    return rx.fragment(
        ui.more(
            "¿Su otro sistema va a seguir facturando?",
            rx.el.p(
                "Si dos sistemas comparten terminal, repiten números y Hacienda los "
                f"rechaza. Empiece aquí en otra terminal ({state.new_terminal}): cada "
                "una lleva su propia cuenta y arranca desde el 1."
            ),
            ui.ghost_button(
                f"Empezar en la terminal {state.new_terminal}",
                state.number_at(state.new_place),
                data_renumbers="",
            ),
        ),
        rx.el.p(state.numbering_note, role="status", class_name="hint"),
    )


PAGE = Page(
    routes.CONSECUTIVES,
    step_title(5, "Próximos consecutivos"),
    consecutives,
    OnboardingState.enter_consecutives,
)
