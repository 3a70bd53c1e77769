"""The economic activities."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.page import Page, step_page, step_title
from asystec_web.state import OnboardingState
from asystec_web.state.activities import ActivityRow


def activities() -> rx.Component:
    """Render the page with what is chosen and the search for more."""
    return step_page(
        "activities",
        rx.el.h2("Actividades seleccionadas", id="activities", tab_index=-1),
        rx.cond(
            OnboardingState.chosen,
            ui.rows(
                rx.foreach(OnboardingState.chosen, _chosen),
                label="Actividades seleccionadas",
            ),
            rx.el.p("Todavía no hay ninguna.", class_name="hint"),
        ),
        rx.cond(
            OnboardingState.offered,
            rx.fragment(
                rx.el.h2("Registradas en Hacienda"),
                ui.rows(
                    rx.foreach(OnboardingState.offered, _result),
                    label="Registradas en Hacienda",
                ),
            ),
        ),
        *_search(),
        rx.el.div(
            ui.primary_button(
                "Siguiente",
                type_="button",
                busy=OnboardingState.busy,
                on_click=OnboardingState.submit_activities,
            ),
            ui.ghost_link("Atrás", routes.BUSINESS),
            class_name="dock",
        ),
        step=3,
        title="¿A qué se dedica su negocio?",
        lead="Elija la actividad o actividades que tiene registradas en Hacienda.",
    )


def _search() -> list[rx.Component]:
    return [
        rx.el.h2("Agregar otra"),
        rx.el.div(
            rx.el.input(
                type="search",
                id="activity_query",
                aria_label="Buscar actividad",
                aria_describedby="activity_query-hint",
                placeholder="Soda, abogada, venta de ropa…",
                auto_complete="off",
                class_name="control",
                max_length=100,
                on_change=OnboardingState.search_activities.debounce(120),
            ),
            class_name="search",
        ),
        rx.el.p(
            "Escriba con sus palabras o con el código.",
            id="activity_query-hint",
            class_name="hint",
        ),
        rx.el.p(OnboardingState.search_note, role="status", class_name="hint"),
        rx.cond(
            OnboardingState.results,
            ui.rows(
                rx.foreach(OnboardingState.results, _result),
                label="Resultados de la búsqueda",
            ),
        ),
    ]


def _chosen(activity: rx.vars.ObjectVar[ActivityRow]) -> rx.Component:
    return ui.row(
        activity["title"],
        activity["detail"],
        tag=rx.cond(
            activity["main"],
            ui.tag("Principal"),
            ui.ghost_button(
                "Hacer principal",
                OnboardingState.make_main(activity["code"]),
                accessible_name=f"Hacer principal {activity['title']}",
            ),
        ),
        action=ui.round_button(
            f"Quitar {activity['title']}",
            "remove",
            OnboardingState.remove_activity(activity["code"]),
        ),
    )


def _result(activity: rx.vars.ObjectVar[ActivityRow]) -> rx.Component:
    return ui.row(
        activity["title"],
        rx.fragment(
            activity["detail"],
            rx.cond(
                activity["matched"],
                rx.fragment(" · ", rx.el.mark(activity["matched"])),
            ),
        ),
        action=ui.round_button(
            rx.cond(
                activity["chosen"],
                f"Quitar {activity['title']}",
                f"Agregar {activity['title']}",
            ),
            rx.cond(activity["chosen"], "remove", "add"),
            rx.cond(
                activity["chosen"],
                OnboardingState.remove_activity(activity["code"]),
                OnboardingState.add_activity(activity["code"]),
            ),
        ),
    )


PAGE = Page(
    routes.ACTIVITIES,
    step_title(3, "¿A qué se dedica su negocio?"),
    activities,
    OnboardingState.enter_activities,
)
