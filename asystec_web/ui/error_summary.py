"""What is wrong, above the form, in one place."""

from typing import Any

import reflex as rx


def error_summary(problems: rx.Var[list[dict[str, str]]]) -> rx.Component:
    """List the problems, each leading to its field; nothing while there are none.

    behaviours.js gives it the focus after an answer, and brings links to their field.
    """
    return rx.cond(
        problems,
        rx.el.div(
            rx.el.h2("Hay un problema", id="error-summary-title"),
            rx.el.ul(rx.foreach(problems, _problem)),
            role="alert",
            tab_index=-1,
            aria_labelledby="error-summary-title",
            class_name="error-summary",
            data_error_summary="",
        ),
    )


def _problem(problem: Any) -> rx.Component:  # noqa: ANN401 - a var of one problem
    return rx.el.li(
        rx.cond(
            problem["field"],
            rx.el.a(problem["message"], href="#" + problem["field"].to(str)),
            problem["message"],
        )
    )
