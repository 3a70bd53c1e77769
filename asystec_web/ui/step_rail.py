"""Where the person is on the way."""

import reflex as rx

from asystec_web.ui.logo import logo
from asystec_web.ui.words import Flag, said

STEP_NAMES = (
    "Cuenta",
    "Negocio",
    "Actividades",
    "Hacienda",
    "Consecutivos",
    "Plan",
)


_CONNECTS = STEP_NAMES.index("Hacienda") + 1


def step_rail(
    step: int,
    footer: str,
    leave: rx.Component | None = None,
    *,
    to_connect: Flag = False,
) -> rx.Component:
    """List the steps beside the page, on wide screens.

    Whoever connects Hacienda later has gone by that step, and has not done it.
    """
    places = [
        _place(number, name, step) for number, name in enumerate(STEP_NAMES, start=1)
    ]
    if step > _CONNECTS and said(to_connect):
        passed = places[_CONNECTS - 1]
        places[_CONNECTS - 1] = rx.cond(to_connect, _to_connect(), passed)
    return rx.el.aside(
        logo(),
        rx.el.nav(
            rx.el.ol(*places, class_name="steps", role="list"), aria_label="Pasos"
        ),
        rx.el.div(
            *([rx.el.p(footer)] if footer else []),
            *([leave] if leave is not None else []),
            class_name="rail-foot",
        ),
        class_name="rail",
        aria_label="Su avance",
    )


def step_foot(footer: str, leave: rx.Component | None) -> list[rx.Component]:
    """Say at the end of the page what the rail does, where there is no room for it."""
    if leave is None:
        return []
    return [rx.el.footer(rx.el.p(footer), leave, class_name="step-foot")]


def step_header(step: int) -> rx.Component:
    """Show the progress above the page, where there is no room for the rail."""
    return rx.el.header(
        logo(),
        rx.el.div(
            rx.el.div(class_name=f"bar at-{min(step, len(STEP_NAMES))}"),
            class_name="progress",
            aria_hidden="true",
        ),
        class_name="top",
    )


def kicker(step: int) -> rx.Component:
    """Say in words how far the person has come; past the last step, that it is done."""
    if step > len(STEP_NAMES):
        return rx.el.p("Listo", class_name="kicker")
    return rx.el.p(
        f"Paso {step} de {len(STEP_NAMES)}",
        rx.el.span(f" · {STEP_NAMES[step - 1]}", class_name="kicker-name"),
        class_name="kicker",
    )


def _to_connect() -> rx.Component:
    return rx.el.li(
        rx.el.b(str(_CONNECTS), aria_hidden="true"),
        rx.el.span(
            STEP_NAMES[_CONNECTS - 1],
            rx.el.span(", ", class_name="sr-only"),
            rx.el.span("por conectar", class_name="rail-note"),
        ),
        class_name="passed",
    )


def _place(number: int, name: str, step: int) -> rx.Component:
    if number < step:
        return rx.el.li(
            rx.el.b("✓", aria_hidden="true"),
            name,
            rx.el.span(", completado", class_name="sr-only"),
            class_name="done",
        )
    badge = rx.el.b(str(number), aria_hidden="true")
    if number == step:
        return rx.el.li(badge, name, class_name="now", aria_current="step")
    return rx.el.li(badge, name)
