"""The page of everything that is not a step."""

from collections.abc import Sequence

import reflex as rx

from asystec_web.ui.dock import dock
from asystec_web.ui.frame import CONTENT_ID, frame, opening
from asystec_web.ui.logo import logo
from asystec_web.ui.words import Content, Words


def plain_layout(  # noqa: PLR0913 - the parts of the page
    *children: Content,
    title: Words,
    lead: Content = "",
    wide: bool = False,
    actions: Sequence[rx.Component] = (),
    header_action: rx.Component | None = None,
    footer: Sequence[rx.Component] = (),
    ribbon: rx.Component | None = None,
) -> rx.Component:
    """Lay out a page of its own: narrow for forms, wide for reading."""
    return frame(
        rx.el.header(
            logo(),
            *([header_action] if header_action is not None else []),
            class_name="top plain",
        ),
        rx.el.main(
            *opening(title, lead),
            *children,
            *dock(actions),
            id=CONTENT_ID,
            tab_index=-1,
            class_name="content reading" if wide else "content narrow",
        ),
        *([rx.el.footer(*footer, class_name="foot")] if footer else []),
        look="frame",
        ribbon=ribbon,
    )
