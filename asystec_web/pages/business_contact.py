"""How to reach the business, and what alcohol asks of it."""

import reflex as rx

from asystec_web import ui
from asystec_web.forms import invoice_emails
from asystec_web.forms.types import limits
from asystec_web.pages.email_spelling import spelling
from asystec_web.state import OnboardingState


def contact() -> list[rx.Component]:
    """Render the fields about phone, e-mails and alcohol."""
    errors, saved = OnboardingState.errors, OnboardingState.business
    return [
        ui.text_field(
            "phone",
            "Teléfono",
            value=saved["phone"],
            hint="Si es de otro país, empiece con + y su código.",
            type_="tel",
            optional=True,
            autocomplete="tel",
            error=errors["phone"],
            on_blur=OnboardingState.format_phone,
        ),
        rx.el.div(
            _email(1),
            *(_another(each) for each in range(2, len(invoice_emails.FIELDS) + 1)),
            rx.cond(
                OnboardingState.email_rows < len(invoice_emails.FIELDS),
                ui.ghost_button(
                    "Agregar otro email",
                    OnboardingState.add_invoice_email,
                    data_adds=invoice_emails.FIRST,
                    data_rows=OnboardingState.email_rows,
                ),
            ),
            role="group",
            aria_label="Correos para facturas",
            tab_index=-1,
            class_name="email-rows",
        ),
        _alcohol(),
    ]


def _email(position: int) -> rx.Component:
    name = invoice_emails.field_of(position)
    first = position == 1
    return ui.text_field(
        name,
        "Email para facturas" if first else f"Email para facturas {position}",
        value=OnboardingState.business[name],
        hint="Aparece en sus comprobantes." if first else "",
        type_="email",
        autocomplete="email" if first else "off",
        required=first,
        error=OnboardingState.errors[name],
        on_change=OnboardingState.check_email_spelling(name).debounce(500),
        below=[spelling(name)],
    )


def _another(position: int) -> rx.Component:
    return rx.cond(
        OnboardingState.email_rows >= position,
        rx.el.div(
            _email(position),
            ui.round_button(
                f"Quitar email {position}",
                "remove",
                OnboardingState.remove_invoice_email,
            ),
            class_name="email-row",
            data_email_row="",
        ),
    )


def _alcohol() -> rx.Component:
    errors, saved = OnboardingState.errors, OnboardingState.business
    registration = saved["alcohol_registration"]
    return ui.revealing(
        ui.checkbox_field(
            "sells_alcohol",
            label="Vendo bebidas alcohólicas",
            checked=rx.cond(registration, True, False),  # noqa: FBT003 - what a box is
            required=False,
            error=errors["sells_alcohol"],
        ),
        ui.text_field(
            "alcohol_registration",
            "Registro fiscal 8707",
            value=registration,
            hint="El que le dio Hacienda por la Ley 8707, con "
            f"{limits.ALCOHOL_REGISTRATION.maximum} caracteres como máximo.",
            autocomplete="off",
            error=errors["alcohol_registration"],
        ),
    )
