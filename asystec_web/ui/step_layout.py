"""The page of a step."""

import reflex as rx

from asystec_web.ui.frame import CONTENT_ID, frame, opening
from asystec_web.ui.step_rail import kicker, step_foot, step_header, step_rail
from asystec_web.ui.words import Content, Flag, Words

SAVED = "Guardamos su avance en cada paso. Puede seguir después, en otro equipo."


def step_layout(  # noqa: PLR0913 - the parts of the page
    *children: Content,
    step: int,
    title: Words,
    lead: Content = "",
    footer: str = SAVED,
    leave: rx.Component | None = None,
    ribbon: rx.Component | None = None,
    wide: bool = False,
    to_connect: Flag = False,
) -> rx.Component:
    """Lay out a step: rail or progress bar, heading, content."""
    return frame(
        step_rail(step, footer, leave, to_connect=to_connect),
        step_header(step),
        rx.el.main(
            kicker(step),
            *opening(title, lead),
            *children,
            id=CONTENT_ID,
            tab_index=-1,
            class_name="content wide" if wide else "content",
        ),
        look="frame stepped",
        ribbon=ribbon,
        below=step_foot(footer, leave),
    )
