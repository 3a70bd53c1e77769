"""Links, in the clothes of text or of buttons. Reflex keeps ours inside the app."""

from typing import Any

import reflex as rx

from asystec_web.ui.words import Words


def text_link(
    label: Words,
    href: Words,
    new_tab: bool = False,  # noqa: FBT001, FBT002 - reads as words where it is used
    **attributes: Any,  # noqa: ANN401 - handed on to the element as they come
) -> rx.Component:
    """Render a link inside text; a new tab is announced as its description."""
    if new_tab:
        attributes |= {
            "target": "_blank",
            "rel": "noopener",
            "title": "Se abre en otra pestaña",
        }
    look = "link new-tab" if new_tab else "link"
    return rx.el.a(label, href=href, class_name=look, **attributes)


def link_button(label: Words, href: Words, **attributes: Any) -> rx.Component:  # noqa: ANN401 - as above
    """Render a link that is the page's main answer."""
    return rx.el.a(label, href=href, class_name="btn", **attributes)


def ghost_link(label: Words, href: Words, **attributes: Any) -> rx.Component:  # noqa: ANN401 - as above
    """Render a link as a quiet button, such as the way back."""
    return rx.el.a(label, href=href, class_name="btn ghost", **attributes)
