"""Something worth knowing, set apart from the text."""

from typing import Any, Literal, TypeAlias

import reflex as rx

from asystec_web.ui.words import Content, Words, given, said

Kind: TypeAlias = Literal["info", "ok", "warn", "danger"]


def notice(
    *children: Content,
    kind: Kind = "info",
    title: Words = "",
    role: Literal["status", "alert", "note"] | None = None,
    **attributes: Any,  # noqa: ANN401 - handed on to the element as they come
) -> rx.Component:
    """Render a box whose title, not only its colour, says what it is about."""
    heading = [rx.el.strong(title, class_name="notice-title")] if said(title) else []
    return rx.el.div(
        *heading,
        *children,
        class_name=f"notice {kind}",
        **given(role=role),
        **attributes,
    )


def tag(text: Words, kind: Kind = "info") -> rx.Component:
    """Render a word or two as a pill."""
    return rx.el.span(text, class_name=f"tag {kind}")
