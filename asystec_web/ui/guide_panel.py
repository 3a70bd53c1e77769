"""A guide read beside the form that it is for."""

import reflex as rx

from asystec_web.ui.button import ghost_button
from asystec_web.ui.words import Words

_TITLE_ID = "guide-title"


def guide_link(label: Words, href: Words) -> rx.Component:
    """Render a link to a guide, which behaviours/guide.js opens in the page's panel.

    Without that script, or by "open in a new tab", it is a link like others.
    """
    return rx.el.a(
        label,
        href=href,
        target="_blank",
        rel="noopener",
        data_guide="",
        aria_haspopup="dialog",
        class_name="link",
    )


def guide_panel() -> rx.Component:
    """Render the panel, empty: the script fetches a guide's own page when asked.

    So a guide weighs nothing until it is read, and is written once. What the script
    puts inside is no concern of React's: it renders nothing there.
    """
    return rx.el.dialog(
        rx.el.header(
            rx.el.h2(id=_TITLE_ID, tab_index=-1, data_guide_title=""),
            ghost_button(
                "Cerrar", accessible_name="Cerrar la guía", data_guide_close=""
            ),
            class_name="guide-head",
        ),
        rx.el.div(data_guide_body="", class_name="guide-body"),
        rx.el.div(role="status", data_guide_status="", class_name="status"),
        aria_labelledby=_TITLE_ID,
        data_guide_panel="",
        class_name="guide-panel",
    )
