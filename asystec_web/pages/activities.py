"""The economic activities."""

from urllib.parse import quote

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.page import Page, back_to, step_page, step_title
from asystec_web.settings import settings
from asystec_web.state import OnboardingState
from asystec_web.state.activity_rows import ActivityRow
from asystec_web.ui.words import Content


def activities() -> rx.Component:
    """Render the page with what is chosen and the search for more."""
    return step_page(
        "activities",
        _proposed_and_chosen(),
        *_search(),
        rx.el.div(
            ui.primary_button(
                "Siguiente",
                type_="button",
                busy=OnboardingState.busy,
                on_click=OnboardingState.submit_activities,
            ),
            ui.ghost_link("Atrás", back_to(routes.BUSINESS)),
            class_name="dock",
        ),
        step=3,
        title="¿A qué se dedica su negocio?",
        lead="Elija la actividad o actividades que tiene registradas en Hacienda.",
    )


def _proposed_and_chosen() -> rx.Component:
    """Render what is chosen, and what Hacienda lists beside it.

    The group can take the focus, for a list goes with its last row.
    """
    return rx.el.section(
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
            OnboardingState.unlisted_note,
            ui.notice(OnboardingState.unlisted_note, kind="warn"),
        ),
        rx.el.p(OnboardingState.choice_note, role="status", class_name="sr-only"),
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
        tab_index=-1,
        aria_labelledby="activities",
    )


def _search() -> list[rx.Component]:
    return [
        rx.el.h2("Agregar otra"),
        ui.search_input(
            id="activity_query",
            aria_label="Buscar actividad",
            aria_describedby="activity_query-hint",
            placeholder="Soda, abogada, venta de ropa…",
            max_length=100,
            answered=OnboardingState.searched,
            on_search=OnboardingState.search_activities,
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
        rx.cond(OnboardingState.search_empty, _help()),
    ]


def _help() -> rx.Component:
    email = settings().support_email
    subject = quote("No encuentro mi actividad económica")
    return rx.el.p(
        "¿Ninguna es la suya? Pruebe con otras palabras, o cuéntenos a qué se dedica y "
        "le decimos cuál es: ",
        ui.text_link(email, f"mailto:{email}?subject={subject}"),
        ".",
    )


def _chosen(activity: rx.vars.ObjectVar[ActivityRow]) -> rx.Component:
    return ui.row(
        activity["title"],
        activity["detail"],
        tag=rx.fragment(
            rx.cond(
                activity["main"],
                ui.tag("Principal"),
                ui.ghost_button(
                    "Hacer principal",
                    OnboardingState.make_main(activity["code"]),
                    accessible_name=f"Hacer principal {activity['title']}",
                ),
            ),
            rx.cond(
                activity["unlisted"],
                rx.fragment(" ", ui.tag("No registrada en Hacienda", "warn")),
            ),
        ),
        action=ui.round_button(
            f"Quitar {activity['title']}",
            "remove",
            OnboardingState.remove_activity(activity["code"]),
        ),
        key=activity["code"],
    )


def _result(activity: rx.vars.ObjectVar[ActivityRow]) -> rx.Component:
    return ui.row(
        activity["title"],
        _detail_of_result(activity),
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
        key=activity["code"],
    )


def _detail_of_result(activity: rx.vars.ObjectVar[ActivityRow]) -> Content:
    return rx.fragment(
        activity["detail"],
        rx.cond(
            activity["matched"],
            rx.fragment(" · ", rx.el.mark(activity["matched"])),
        ),
    )


PAGE = Page(
    routes.ACTIVITIES,
    step_title(3, "¿A qué se dedica su negocio?"),
    activities,
    OnboardingState.enter_activities,
)
