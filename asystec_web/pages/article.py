"""Pages that are only read."""

from collections.abc import Sequence

import reflex as rx

from asystec_web import ui
from asystec_web.pages.page import ribbon
from asystec_web.settings import settings
from asystec_web.ui.words import Content


def article(
    *content: Content,
    title: str,
    lead: Content = "",
    actions: Sequence[rx.Component] = (),
) -> rx.Component:
    """Lay out a text; it binds no state, so no error of another page follows here."""
    return ui.plain_layout(
        rx.el.div(*content, class_name="prose"),
        title=title,
        lead=lead,
        wide=True,
        actions=actions,
        ribbon=ribbon(),
    )


def bullets(*items: Content) -> rx.Component:
    """List things in no particular order."""
    return rx.el.ul(*map(rx.el.li, items))


def support_link() -> rx.Component:
    """Give the address where people answer."""
    email = settings().support_email
    return ui.text_link(email, f"mailto:{email}")
