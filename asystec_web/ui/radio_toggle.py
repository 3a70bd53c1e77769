"""Two or three answers side by side, one of them given."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from asystec_web.ui.words import Content, Handler, Words, given, said, when


def radio_toggle(  # noqa: PLR0913 - the parts of the control
    name: str,
    options: Sequence[tuple[str, str, Content]],
    *,
    legend: str,
    value: Words,
    on_change: Handler = None,
    stacks: bool = False,
    **attributes: Any,  # noqa: ANN401 - handed on to the element as they come
) -> rx.Component:
    """Render real radios as a segmented control; a badge is read as a description.

    With words too long for a phone it `stacks` there.
    """
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="sr-only"),
        *(_segment(name, option, value, on_change) for option in options),
        class_name="toggle stacks" if stacks else "toggle",
        data_value=value,
        **attributes,
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
