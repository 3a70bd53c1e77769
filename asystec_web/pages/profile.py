"""Everything entered, each part with the way to change it."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.pages.connection import connection_part
from asystec_web.pages.page import Page, leave, ribbon, when_entered
from asystec_web.pages.subscription import subscription_part
from asystec_web.pages.to_do import to_do
from asystec_web.settings import settings
from asystec_web.state import OnboardingState


def profile() -> rx.Component:
    """Render the profile."""
    state = OnboardingState
    return ui.plain_layout(
        *when_entered(
            "profile",
            ui.error_summary(state.problems),
            rx.cond(state.notice, ui.notice(state.notice, kind="ok", role="status")),
            rx.foreach(state.profile_due, to_do),
            _readiness(),
            _part(
                "Cuenta",
                state.profile_account,
                routes.FORGOT_PASSWORD,
                changes="contraseña",
            ),
            rx.cond(state.email_confirmed, rx.fragment(), _unconfirmed()),
            _part("Negocio", state.profile_business, routes.BUSINESS),
            _part("Actividades", state.profile_activities, routes.ACTIVITIES),
            _part("Hacienda", state.profile_hacienda, routes.HACIENDA),
            *connection_part(),
            _part("Consecutivos", state.profile_consecutives, routes.CONSECUTIVES),
            subscription_part(),
            _sessions(),
        ),
        title=rx.cond(state.profile_name, state.profile_name, "Su perfil"),
        wide=True,
        header_action=leave(),
        ribbon=ribbon(),
    )


def _readiness() -> rx.Component:
    return rx.cond(
        OnboardingState.ready,
        _ready(),
        ui.notice(
            rx.el.ul(
                rx.foreach(OnboardingState.profile_missing, _missing),
                class_name="missing",
            ),
            rx.el.div(
                rx.cond(OnboardingState.may_prepare, _prepare()),
                ui.ghost_button("Empezar a facturar", disabled=True),
                class_name="inline-actions",
            ),
            kind="warn",
            title="Falta algo para facturar",
        ),
    )


def _prepare() -> rx.Component:
    return ui.link_button("Ir a clientes y productos", settings().invoicing_url)


def _ready() -> rx.Component:
    begin = ui.link_button("Empezar a facturar", settings().invoicing_url)
    note = OnboardingState.ready_note
    return rx.cond(
        note,
        ui.notice(
            rx.el.p(note),
            begin,
            kind="warn",
            title="Todo listo para facturar en pruebas",
        ),
        ui.notice(begin, kind="ok", title="Todo listo para facturar"),
    )


def _missing(item: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return rx.el.li(
        rx.el.strong(item["title"]),
        rx.el.p(item["detail"]),
        rx.el.a(item["action"], href=item["href"], class_name="btn ghost"),
    )


def _part(
    title: str, lines: list[dict[str, str]], change: str | None, changes: str = ""
) -> rx.Component:
    action = (
        ui.text_link(
            "Cambiar", change, aria_label=f"Cambiar {changes or title.lower()}"
        )
        if change
        else None
    )
    return ui.section(
        title,
        rx.cond(
            lines,
            rx.el.dl(rx.foreach(lines, _line), class_name="facts"),
            rx.el.p("Falta completar esta parte.", class_name="hint"),
        ),
        action=action,
    )


def _line(line: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    return rx.el.div(rx.el.dt(line["term"]), rx.el.dd(line["detail"]))


def _unconfirmed() -> rx.Component:
    return ui.notice(
        rx.el.p("Todavía no ha confirmado su correo con el enlace que le enviamos."),
        ui.ghost_button(
            "Enviar el enlace de nuevo",
            OnboardingState.send_confirmation_again,
            busy=OnboardingState.busy,
        ),
        kind="info",
        title="Correo sin confirmar",
    )


def _sessions() -> rx.Component:
    return rx.fragment(
        _part("Sesiones abiertas", OnboardingState.profile_sessions, None),
        rx.cond(
            OnboardingState.other_sessions,
            ui.ghost_button(
                "Cerrar las demás sesiones",
                OnboardingState.close_other_sessions,
                busy=OnboardingState.busy,
            ),
        ),
    )


PAGE = Page(
    routes.PROFILE,
    "Perfil – Asystec",
    profile,
    [OnboardingState.enter_profile, OnboardingState.list_receipts],
)
