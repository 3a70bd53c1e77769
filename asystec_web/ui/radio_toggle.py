"""Two or three answers side by side, one of them given."""

from collections.abc import Sequence

import reflex as rx

from asystec_web.ui.words import Content, Handler, Words, given, said, when


def radio_toggle(
    name: str,
    options: Sequence[tuple[str, str, Content]],
    *,
    legend: str,
    value: Words,
    on_change: Handler = None,
) -> rx.Component:
    """Render real radios as a segmented control; a badge is read as a description."""
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="sr-only"),
        *(_segment(name, option, value, on_change) for option in options),
        class_name="toggle",
        data_value=value,
    )


def _segment(
    name: str, option: tuple[str, str, Content], value: Words, on_change: Handler
) -> rx.Component:
    answer, label, badge = option
    radio = f"{name}-{answer}"
    has_badge = said(badge)
    chosen = value == answer
    return rx.el.span(
        rx.el.input(
            type="radio",
            name=name,
            value=answer,
            id=radio,
            default_checked=chosen,
            **given(
                on_change=on_change,
                aria_describedby=f"{radio}-badge" if has_badge else None,
            ),
        ),
        rx.el.label(label, html_for=radio),
        *(
            [rx.el.em(badge, id=f"{radio}-badge", class_name="badge")]
            if has_badge
            else []
        ),
        class_name=when(has_badge, "segment with-badge", "segment"),
    )
