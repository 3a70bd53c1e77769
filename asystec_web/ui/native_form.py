"""A form that the browser itself sends."""

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from asystec_web.ui.words import Content, given


class NativeForm(BaseHTML):
    """Reflex's own form never lets the browser send it; this one does."""

    tag = "form"
    action: rx.Var[str]
    method: rx.Var[str]
    target: rx.Var[str]


def native_form(*children: Content, action: str, target: str = "") -> rx.Component:
    """Render a form posted to an endpoint of ours, which answers with a page."""
    return NativeForm.create(
        *children, action=action, method="post", **given(target=target)
    )
