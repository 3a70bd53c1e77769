"""What every page has around its content."""

from collections.abc import Sequence

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from asystec_web.ui.words import Content, Words, said

CONTENT_ID = "contenido"


class _PlainLink(BaseHTML):
    """Reflex's own link would put the page's address before the #."""

    tag = "a"
    href: rx.Var[str]


def frame(
    *parts: rx.Component,
    look: str,
    ribbon: rx.Component | None,
    below: Sequence[rx.Component] = (),
) -> rx.Component:
    """Put the way past the menu and the demo's mark around a page.

    What is below comes after a page that fills the screen, docked bar included.
    """
    return rx.fragment(
        rx.el.div(
            _PlainLink.create(
                "Ir al contenido", href=f"#{CONTENT_ID}", class_name="skip"
            ),
            *([ribbon] if ribbon is not None else []),
            rx.el.div(*parts, class_name=look),
            class_name="shell",
        ),
        *below,
    )


def opening(title: Words, lead: Content) -> list[rx.Component]:
    """Render the page's heading, which takes the focus after a change of page."""
    return [
        rx.el.h1(title, tab_index=-1),
        *([rx.el.div(lead, class_name="lead")] if said(lead) else []),
    ]


def demo_ribbon(text: Words) -> rx.Component:
    """Mark a page of the demo, above everything and over nothing."""
    return rx.el.section(
        rx.el.strong("Modo demostración: "),
        text,
        class_name="ribbon",
        aria_label="Modo demostración",
    )
