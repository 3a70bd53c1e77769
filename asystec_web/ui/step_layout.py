"""The page of a step."""

from collections.abc import Sequence

import reflex as rx

from asystec_web.ui.dock import dock
from asystec_web.ui.frame import CONTENT_ID, frame, opening
from asystec_web.ui.link import text_link
from asystec_web.ui.step_rail import kicker, step_header, step_rail
from asystec_web.ui.words import Content, Words

SAVED = "Guardamos su avance en cada paso. Puede seguir después, en otro equipo."


def step_layout(  # noqa: PLR0913 - the parts of the page
    *children: Content,
    step: int,
    title: Words,
    lead: Content = "",
    back_href: str | None = None,
    actions: Sequence[rx.Component] = (),
    footer: str = SAVED,
    ribbon: rx.Component | None = None,
    wide: bool = False,
) -> rx.Component:
    """Lay out a step: rail or progress bar, heading, content, actions.

    The way back stands beside the actions given here. A page whose actions are in a
    `step_form` gives `back_href` to the form; without either it stands on top.
    """
    back = (
        [rx.el.div(text_link("Atrás", back_href), class_name="back")]
        if back_href and not actions
        else []
    )
    return frame(
        step_rail(step, footer),
        step_header(step),
        rx.el.main(
            *back,
            kicker(step),
            *opening(title, lead),
            *children,
            *dock(actions, back_href),
            id=CONTENT_ID,
            tab_index=-1,
            class_name="content wide" if wide else "content",
        ),
        look="frame stepped",
        ribbon=ribbon,
    )
