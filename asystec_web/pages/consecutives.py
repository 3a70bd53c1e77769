"""The next number of each document type."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.catalog.documents import RECEPTOR_MESSAGES, DocumentType
from asystec_web.forms.consecutives import field_of
from asystec_web.pages.page import Page, step_page, step_title
from asystec_web.state import OnboardingState


def consecutives() -> rx.Component:
    """Render the page with a number per document type."""
    messages = [kind for kind in DocumentType if kind in RECEPTOR_MESSAGES]
    documents = [kind for kind in DocumentType if kind not in RECEPTOR_MESSAGES]
    return step_page(
        "consecutives",
        rx.cond(
            OnboardingState.later_note,
            ui.notice(OnboardingState.later_note, kind="info", role="status"),
        ),
        ui.notice(
            "¿Es su primera vez facturando? Deje todo en 0 y siga. Si ya factura, "
            "escriba el número que sigue: quien emitió 5 facturas escribe 6.",
        ),
        ui.step_form(
            *(_number(kind) for kind in documents),
            rx.el.h2("Respuestas a facturas que recibe"),
            *(_number(kind) for kind in messages),
            rx.el.h2("Dónde se numeran"),
            ui.field_grid(_where("branch", "Sucursal"), _where("terminal", "Terminal")),
            name="consecutives",
            on_submit=OnboardingState.submit_consecutives,
            back_href=routes.HACIENDA,
            actions=[ui.primary_button("Siguiente", busy=OnboardingState.busy)],
        ),
        step=5,
        title="Próximos consecutivos",
        lead="El número que llevará el próximo comprobante de cada tipo.",
    )


def _number(kind: DocumentType) -> rx.Component:
    name = field_of(kind)
    full = OnboardingState.full_numbers[name]
    return ui.text_field(
        name,
        kind.label,
        value=OnboardingState.next_numbers[name],
        hint=rx.cond(full, f"Se emitirá como {full}", ""),
        inputmode="numeric",
        autocomplete="off",
        error=OnboardingState.errors[name],
        on_change=lambda typed: OnboardingState.preview_numbers(name, typed).debounce(
            200
        ),
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
        on_change=lambda typed: OnboardingState.preview_numbers(name, typed).debounce(
            200
        ),
    )


PAGE = Page(
    routes.CONSECUTIVES,
    step_title(5, "Próximos consecutivos"),
    consecutives,
    OnboardingState.enter_consecutives,
)
