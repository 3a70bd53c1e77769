"""Where the answers of a page stand: in the flow, or at hand on a phone."""

from collections.abc import Sequence

import reflex as rx

from asystec_web.ui.link import ghost_link
from asystec_web.ui.words import Words


def dock(
    actions: Sequence[rx.Component], back_href: Words | None = None
) -> list[rx.Component]:
    """Render the actions, the way back beside them; nothing when there are none."""
    if not actions:
        return []
    back = [ghost_link("Atrás", back_href)] if back_href is not None else []
    return [rx.el.div(*actions, *back, class_name="dock")]
