"""The form of a step."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from asystec_web.ui.dock import dock
from asystec_web.ui.words import Content, Words


def step_form(
    *fields: Content,
    name: str,
    on_submit: rx.event.EventType[Any],
    actions: Sequence[rx.Component] = (),
    back_href: Words | None = None,
) -> rx.Component:
    """Render a form with its actions docked at the end.

    `name` keys the draft behaviours.js keeps in the tab. Before the page is alive
    that script holds a submit back, for a native one would carry the secrets.
    """
    return rx.el.form(
        *fields,
        *dock(actions, back_href),
        on_submit=on_submit,
        method="post",
        no_validate=True,
        data_draft=name,
        class_name="step-form",
    )
