"""Where the business is: found by its name, or chosen from the lists."""

import reflex as rx

from asystec_web import ui
from asystec_web.catalog import territory
from asystec_web.forms.types import limits
from asystec_web.state import OnboardingState
from asystec_web.state.places import PlaceRow

PROVINCES = [
    ui.Option(value=place.code, label=place.name) for place in territory.provinces()
]


def place() -> list[rx.Component]:
    """Render the fields about the place."""
    errors, saved = OnboardingState.errors, OnboardingState.business
    return [
        _search(),
        *_lists(),
        ui.text_field(
            "neighbourhood",
            "Barrio",
            value=saved["neighbourhood"],
            hint=f"Solo si tiene nombre propio, {limits.NEIGHBOURHOOD.in_words}.",
            optional=True,
            autocomplete="off",
            suggestions=OnboardingState.neighbourhoods,
            error=errors["neighbourhood"],
        ),
        ui.text_field(
            "address",
            "Dirección",
            value=saved["address"],
            hint=f"Otras señas, {limits.ADDRESS.in_words}.",
            autocomplete="street-address",
            multiline=True,
            error=errors["address"],
            below=[ui.counter("address", *limits.ADDRESS)],
        ),
    ]


def _search() -> rx.Component:
    # Its name says neither «distrito» nor «cantón»: who asks for a field by a part of
    # its name has to find the lists.
    return ui.search_field(
        "place_query",
        "Buscar el lugar",
        ui.choices(OnboardingState.place_results, "Lugares encontrados", _found),
        hint="Escriba su distrito o cantón y llenamos las tres listas.",
        placeholder="Escazú, San Ramón, Tamarindo…",
        note=OnboardingState.place_note,
        answered=OnboardingState.searched,
        on_search=OnboardingState.find_places,
    )


def _found(found: rx.vars.ObjectVar[PlaceRow]) -> rx.Component:
    return ui.choice(
        found["name"],
        found["around"],
        OnboardingState.choose_place(found["code"].to(str)),
        data_fills="province canton district",
        data_with=found["code"],
    )


def _lists() -> list[rx.Component]:
    errors = OnboardingState.errors
    note = OnboardingState.district_note
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
        rx.el.div(rx.cond(note, ui.notice(note, kind="warn")), role="status"),
    ]
