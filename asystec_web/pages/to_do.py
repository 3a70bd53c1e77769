"""One thing to do, where pages say what is missing."""

import reflex as rx

from asystec_web import ui


def to_do(item: rx.vars.ObjectVar[dict[str, str]]) -> rx.Component:
    """Tell what is missing and lead to where it is mended."""
    return ui.notice(
        rx.el.p(item["detail"]),
        rx.el.a(item["action"], href=item["href"], class_name="btn ghost"),
        kind="warn",
        title=item["title"],
    )
