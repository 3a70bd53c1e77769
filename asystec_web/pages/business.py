"""The business."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.forms.types import limits
from asystec_web.pages.business_contact import contact
from asystec_web.pages.business_place import place
from asystec_web.pages.page import Page, back_to, step_page, step_title
from asystec_web.state import OnboardingState


def business() -> rx.Component:
    """Render the page about the business."""
    return step_page(
        "business",
        ui.step_form(
            *_invoice(),
            *_identity(),
            *place(),
            *contact(),
            name="business",
            on_submit=OnboardingState.submit_business,
            back_href=back_to(routes.WELCOME),
            actions=[ui.primary_button("Siguiente", busy=OnboardingState.busy)],
        ),
        step=2,
        title="Información de su negocio",
        lead="Así aparecerá en sus comprobantes.",
    )


def _invoice() -> list[rx.Component]:
    note = OnboardingState.invoice_note
    return [
        ui.invoice_field(
            "invoice",
            "Llenar desde una factura XML",
            hint="¿Ya factura? Escoja el XML de una factura que usted emitió, o "
            "suéltelo en esta página. No la guardamos.",
            error=OnboardingState.errors["invoice"],
            on_read=OnboardingState.fill_from_invoice,
        ),
        rx.el.div(
            rx.cond(note, ui.notice(note, kind="ok")),
            role="status",
            data_filled=OnboardingState.invoice_fields,
        ),
    ]


def _identity() -> list[rx.Component]:
    errors, saved = OnboardingState.errors, OnboardingState.business
    return [
        ui.text_field(
            "cedula",
            "Cédula",
            value=saved["cedula"],
            hint="Física, jurídica, DIMEX o NITE, con guiones o sin ellos.",
            autocomplete="off",
            error=errors["cedula"],
            on_change=OnboardingState.look_up_cedula.debounce(350),
        ),
        ui.status(
            rx.cond(OnboardingState.looking_up, "Consultando a Hacienda…", ""),
        ),
        rx.el.div(
            rx.cond(
                OnboardingState.taxpayer_note,
                ui.notice(OnboardingState.taxpayer_note),
            ),
            role="status",
        ),
        ui.text_field(
            "business_name",
            "Nombre de negocio",
            value=saved["business_name"],
            hint=f"El nombre registrado en Hacienda, {limits.NAME.in_words}.",
            autocomplete="organization",
            error=errors["business_name"],
        ),
        ui.text_field(
            "trade_name",
            "Nombre comercial",
            value=saved["trade_name"],
            hint=f"Como lo conocen sus clientes, {limits.TRADE_NAME.in_words}.",
            optional=True,
            autocomplete="off",
            error=errors["trade_name"],
        ),
    ]


PAGE = Page(
    routes.BUSINESS,
    step_title(2, "Información de su negocio"),
    business,
    OnboardingState.enter_business,
)
