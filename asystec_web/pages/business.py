"""The business."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.catalog import territory
from asystec_web.pages.page import Page, step_page, step_title
from asystec_web.state import OnboardingState

PROVINCES = [
    ui.Option(value=place.code, label=place.name) for place in territory.provinces()
]


def business() -> rx.Component:
    """Render the page about the business."""
    return step_page(
        "business",
        ui.step_form(
            *_identity(),
            *_place(),
            *_contact(),
            name="business",
            on_submit=OnboardingState.submit_business,
            back_href=routes.WELCOME,
            actions=[ui.primary_button("Siguiente", busy=OnboardingState.busy)],
        ),
        step=2,
        title="Información de su negocio",
        lead="Así aparecerá en sus comprobantes.",
    )


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
            hint="El nombre registrado en Hacienda.",
            autocomplete="organization",
            error=errors["business_name"],
        ),
        ui.text_field(
            "trade_name",
            "Nombre comercial",
            value=saved["trade_name"],
            hint="Como lo conocen sus clientes.",
            optional=True,
            autocomplete="off",
            error=errors["trade_name"],
        ),
    ]


def _place() -> list[rx.Component]:
    errors, saved = OnboardingState.errors, OnboardingState.business
    return [
        ui.select_field(
            "province",
            "Provincia",
            options=PROVINCES,
            value=OnboardingState.province,
            error=errors["province"],
            on_change=OnboardingState.choose_province,
        ),
        ui.field_grid(
            ui.select_field(
                "canton",
                "Cantón",
                options=OnboardingState.cantons,
                value=OnboardingState.canton,
                error=errors["canton"],
                on_change=OnboardingState.choose_canton,
            ),
            ui.select_field(
                "district",
                "Distrito",
                options=OnboardingState.districts,
                value=OnboardingState.district,
                error=errors["district"],
                on_change=OnboardingState.choose_district,
            ),
        ),
        ui.text_field(
            "neighbourhood",
            "Barrio",
            value=saved["neighbourhood"],
            optional=True,
            autocomplete="off",
            suggestions=OnboardingState.neighbourhoods,
            error=errors["neighbourhood"],
        ),
        ui.text_field(
            "address",
            "Dirección",
            value=saved["address"],
            hint="Otras señas, de 5 a 250 caracteres.",
            autocomplete="street-address",
            multiline=True,
            error=errors["address"],
        ),
    ]


def _contact() -> list[rx.Component]:
    errors, saved = OnboardingState.errors, OnboardingState.business
    return [
        ui.text_field(
            "phone",
            "Teléfono",
            value=saved["phone"],
            type_="tel",
            optional=True,
            autocomplete="tel",
            error=errors["phone"],
        ),
        ui.text_field(
            "invoice_email",
            "Email para facturas",
            value=saved["invoice_email"],
            hint="Aparece en sus comprobantes.",
            type_="email",
            autocomplete="email",
            error=errors["invoice_email"],
        ),
    ]


PAGE = Page(
    routes.BUSINESS,
    step_title(2, "Información de su negocio"),
    business,
    OnboardingState.enter_business,
)
