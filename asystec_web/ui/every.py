"""Something that an open page asks again and again."""

import reflex as rx

from asystec_web.ui.words import Handler, given


def every(seconds: int, ask: Handler) -> rx.Component:
    """Render what nobody sees; behaviours.js presses it while the page is looked at."""
    return rx.el.span(hidden=True, data_every=str(seconds), **given(on_click=ask))
