"""Boxes that group what belongs together."""

from typing import Any

import reflex as rx

from asystec_web.ui.words import Content, Flag, Words, given, said, when


def card(*children: Content, class_name: str = "", **attributes: Any) -> rx.Component:  # noqa: ANN401 - handed on
    """Frame some content."""
    return rx.el.div(*children, class_name=f"card {class_name}".strip(), **attributes)


def plan_cards(*cards: Content) -> rx.Component:
    """Lay plans side by side where there is room for all of them."""
    return rx.el.div(rx.el.div(*cards, class_name="plans"), class_name="plans-room")


def plan_card(
    *children: Content,
    title: Words = "",
    featured: Flag = False,
    badge: Words = "",
) -> rx.Component:
    """Frame one plan; its last child, the button, stands at the bottom."""
    pill = [rx.el.span(badge, class_name="tag info")] if said(badge) else []
    heading = [rx.el.h2(title, *pill)] if said(title) else []
    return rx.el.article(
        *heading,
        *children,
        class_name=when(featured, "plan featured", "plan"),
        **given(aria_label=title),
    )


def price(amount: Words, *, before: Words = "", after: Words = "") -> rx.Component:
    """Render an amount in large figures, and what it is for.

    What stands before it gets a line of its own, and so does then what follows.
    """
    leading = [rx.el.small(before), " "] if said(before) else []
    return rx.el.p(
        *leading,
        rx.el.span(amount),
        " ",
        rx.el.small(after),
        class_name="price spelled" if leading else "price",
    )


def feature_list(features: rx.Var[Any] | list[str]) -> rx.Component:
    """List what a plan includes."""
    return rx.el.ul(rx.foreach(features, rx.el.li), class_name="features", role="list")
