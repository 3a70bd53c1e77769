"""What a page is, and what all of them have around their content."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from asystec_web import routes, ui
from asystec_web.settings import settings
from asystec_web.state import OnboardingState
from asystec_web.ui.step_layout import SAVED
from asystec_web.ui.step_rail import STEP_NAMES
from asystec_web.ui.words import Content, Words


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its address.

    Attributes:
        on_load: What happens on the server when somebody comes to it.
    """

    route: str
    title: str
    component: Callable[[], rx.Component]
    on_load: Any = None


def step_title(step: int, title: str) -> str:
    """Title a step's tab."""
    return f"Paso {step} de {len(STEP_NAMES)}: {title} – Asystec"


def ribbon() -> rx.Component | None:
    """Mark every page of a demo."""
    if not settings().demo:
        return None
    return ui.demo_ribbon("Hacienda, los cobros y el correo son simulados.")


def back_to(step: str) -> rx.Var[str]:
    """Give the way back: to the step before, or to the profile for a change."""
    return rx.cond(OnboardingState.changing, routes.PROFILE, step)


def when_entered(page: str, *content: Content) -> list[rx.Component]:
    """Hide a page until the server has filled it.

    Hidden, not absent: what was typed survives a lost connection or a restart of the
    server, after which the page is entered again.
    """
    elsewhere = OnboardingState.page != page
    return [
        ui.status(rx.cond(elsewhere, "Cargando…", "")),
        rx.el.div(
            *content,
            hidden=elsewhere,
            data_entered=OnboardingState.entered,
            class_name="entered",
        ),
    ]


def step_page(  # noqa: PLR0913 - the parts of a page
    page: str,
    *content: Content,
    step: int,
    title: str,
    lead: Content,
    wide: bool = False,
    footer: str = SAVED,
) -> rx.Component:
    """Lay out a step for whoever is signed in and may be there."""
    return ui.step_layout(
        *when_entered(page, ui.error_summary(OnboardingState.problems), *content),
        step=step,
        title=title,
        lead=lead,
        ribbon=ribbon(),
        wide=wide,
        footer=footer,
        leave=leave(),
        to_connect=OnboardingState.to_connect,
    )


def leave() -> rx.Component:
    """Render the way out of the account, which leaves no draft behind."""
    return ui.native_form(
        rx.el.button(
            "Cerrar sesión",
            type="submit",
            class_name="btn ghost",
            data_drop_drafts="",
        ),
        action=routes.CLOSE_SESSION,
    )


def plain_page(
    *content: Content,
    title: Words,
    lead: Content = "",
    wide: bool = False,
    footer: Sequence[rx.Component] = (),
    header_action: rx.Component | None = None,
) -> rx.Component:
    """Lay out a page that anyone may open."""
    return ui.plain_layout(
        ui.error_summary(OnboardingState.problems),
        *content,
        ui.session_form(),
        title=title,
        lead=lead,
        wide=wide,
        footer=footer,
        header_action=header_action,
        ribbon=ribbon(),
    )
