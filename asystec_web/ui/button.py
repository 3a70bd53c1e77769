"""Buttons: one main answer per page, and the quiet ones."""

from typing import Any, Literal, TypeAlias

import reflex as rx

from asystec_web.ui.words import Flag, Handler, Words, given, present, when

ButtonType: TypeAlias = Literal["button", "reset", "submit"]


def primary_button(  # noqa: PLR0913 - every parameter is an attribute of the control
    label: Words,
    *,
    busy: Flag = False,
    busy_label: str = "Un momento…",
    type_: ButtonType = "submit",
    on_click: Handler = None,
    disabled: Flag | None = None,
    full: bool = False,
    accessible_name: Words = "",
    detail: tuple[Words, Words] | None = None,
    **attributes: Any,  # noqa: ANN401 - handed on to the element as they come
) -> rx.Component:
    """Render the page's main button.

    A detail, an id and a few words, stands under the label and is read as the
    button's description. While busy the button keeps its place and the focus: it is
    only announced as disabled, and behaviours.js lets no second click or submit
    through.
    """
    return rx.el.button(
        rx.el.span(
            label,
            *([rx.el.small(detail[1], id=detail[0])] if detail else []),
            class_name="label",
        ),
        *present(
            busy,
            rx.el.span(
                rx.el.span(class_name="spinner", aria_hidden="true"),
                busy_label,
                class_name="busy",
            ),
        ),
        type=type_,
        class_name="btn btn-full" if full else "btn",
        aria_disabled=when(busy, "true", "false"),
        **given(
            on_click=on_click,
            disabled=disabled,
            aria_label=accessible_name,
            aria_describedby=detail[0] if detail else None,
        ),
        **attributes,
    )


def ghost_button(  # noqa: PLR0913 - every parameter is an attribute of the control
    label: Words,
    on_click: Handler = None,
    *,
    type_: ButtonType = "button",
    accessible_name: Words = "",
    danger: bool = False,
    busy: Flag = False,
    **attributes: Any,  # noqa: ANN401 - handed on to the element as they come
) -> rx.Component:
    """Render a quiet button, for what is not the main answer."""
    return rx.el.button(
        label,
        type=type_,
        class_name="btn ghost danger" if danger else "btn ghost",
        aria_disabled=when(busy, "true", "false"),
        **given(on_click=on_click, aria_label=accessible_name),
        **attributes,
    )
