"""The two ways into the numbers, and where they may be found."""

import reflex as rx

from asystec_web import ui
from asystec_web.state import OnboardingState


def ways() -> list[rx.Component]:
    """Ask whether the business has invoiced before."""
    return [
        ui.radio_toggle(
            "way",
            [
                ("first", "Es mi primera vez facturando", ""),
                ("before", "Ya he facturado", ""),
            ],
            legend="¿Ya ha facturado?",
            value=OnboardingState.way,
            on_change=OnboardingState.choose_way,
            stacks=True,
            data_renumbers="",
        ),
        rx.cond(
            OnboardingState.way_note,
            rx.el.p(OnboardingState.way_note, class_name="hint"),
        ),
    ]


def found() -> list[rx.Component]:
    """Show what Hacienda lists, and ask for documents of those who have some."""
    state = OnboardingState
    return [
        ui.status(
            rx.cond(state.seeking, "Buscando sus últimos números en Hacienda…", "")
        ),
        rx.cond(state.seek_note, _said()),
        rx.cond(state.number_places, _places()),
        rx.el.div(*_own_documents(), hidden=state.way != "before"),
    ]


def _said() -> rx.Component:
    state = OnboardingState
    again = rx.cond(
        state.seek_again, ui.ghost_button("Buscar de nuevo", state.seek_numbers)
    )
    return rx.cond(
        state.seek_whole,
        ui.notice(state.seek_note, kind="ok", role="status"),
        ui.notice(rx.el.p(state.seek_note), again, role="status"),
    )


def _places() -> rx.Component:
    state = OnboardingState
    return ui.section(
        "Dónde ha numerado",
        ui.rows(
            rx.foreach(state.number_places, _place),
            label="Sucursales y terminales",
        ),
        rx.cond(state.more_places, rx.el.p(state.more_places, class_name="hint")),
    )


def _place(place: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return ui.row(
        place["name"],
        place["detail"],
        rx.cond(
            place["current"],
            ui.tag("En uso", "ok"),
            ui.ghost_button(
                f"Usar la terminal {place['short']}",
                OnboardingState.number_at(place["value"]),
                data_renumbers="",
            ),
        ),
    )


def _own_documents() -> list[rx.Component]:
    """Ask for documents: at once where Hacienda lists none, else on demand."""
    state = OnboardingState
    return [
        ui.more(
            "Tomarlos de sus comprobantes",
            ui.documents_field(
                "documents",
                "Sus últimos comprobantes",
                hint=(
                    "Los XML o los PDF, cuantos quiera: tomamos el número más alto de "
                    "cada tipo. Los archivos no se guardan."
                ),
                on_read=state.read_documents,
                error=state.errors["documents"],
            ),
            ui.more(
                "O pegue claves o consecutivos",
                ui.pasted_field(
                    "pasted",
                    "Claves o consecutivos",
                    "Tomar los números",
                    hint="Con cualquier texto alrededor.",
                    error=state.errors["pasted"],
                ),
            ),
            is_open=~state.seek_found,
        ),
        rx.cond(
            state.files_note,
            rx.cond(
                state.files_taken,
                ui.notice(state.files_note, kind="ok", role="status"),
                ui.notice(state.files_note, kind="warn", role="status"),
            ),
        ),
    ]
