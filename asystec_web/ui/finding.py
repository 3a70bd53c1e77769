"""What was found out about a field while the person is still at it."""

import reflex as rx

from asystec_web.ui.words import Words


def finding(
    text: rx.Var[str] | str,
    *,
    warning: rx.Var[str] | str = "",
    working: rx.Var[bool] | bool = False,
    working_label: Words = "",
) -> rx.Component:
    """Announce it politely; the region is always there, so changes are read out."""
    return rx.el.div(
        rx.cond(working, rx.el.p(working_label, class_name="hint")),
        rx.cond(text, rx.el.p(text, class_name="finding ok")),
        rx.cond(warning, rx.el.p(warning, class_name="finding warn")),
        role="status",
        class_name="findings",
    )
