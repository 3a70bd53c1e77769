"""Links, in the clothes of text or of buttons."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from asystec_web.ui.words import Words


def text_link(
    label: Words,
    href: Words,
    new_tab: bool = False,  # noqa: FBT001, FBT002 - reads as words where it is used
    **attributes: Any,  # noqa: ANN401 - handed on to the element as they come
) -> rx.Component:
    """Render a link inside text; a new tab is announced as its description."""
    if new_tab:
        return rx.el.a(
            label,
            href=href,
            target="_blank",
            rel="noopener",
            title="Se abre en otra pestaña",
            class_name="link new-tab",
            **attributes,
        )
    return _link(label, href, "link", attributes)


def link_button(label: Words, href: Words, **attributes: Any) -> rx.Component:  # noqa: ANN401 - as above
    """Render a link that is the page's main answer."""
    return _link(label, href, "btn", attributes)


def ghost_link(label: Words, href: Words, **attributes: Any) -> rx.Component:  # noqa: ANN401 - as above
    """Render a link as a quiet button, such as the way back."""
    return _link(label, href, "btn ghost", attributes)


def _link(
    label: Words, href: Words, look: str, attributes: dict[str, Any]
) -> rx.Component:
    """Stay in the app for an address of ours; leave it for any other."""
    if isinstance(href, str) and href.startswith("/"):
        return ReactRouterLink.create(label, to=href, class_name=look, **attributes)
    return rx.el.a(label, href=href, class_name=look, **attributes)
