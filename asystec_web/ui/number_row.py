"""A whole number in a list of them, with what is known of it."""

import reflex as rx

from asystec_web.ui.field import message, ties
from asystec_web.ui.words import Handler, Words, given, present, said, when


def number_row(  # noqa: PLR0913 - the parts of a field
    name: str,
    label: Words,
    *,
    error: Words = "",
    value: Words = "",
    hint: Words = "",
    tag: Words = "",
    note: Words = "",
    warns: Words = "",
    offer: Words = "",
    on_change: Handler = None,
    on_use: Handler = None,
) -> rx.Component:
    """Ask for a number without the arrows and the wheel of `type=number`.

    A `tag` says where the number comes from that stands there; a `note` what else is
    known, with another number to `offer`, which behaviours.js writes into the field.
    """
    hint_line = rx.el.p(hint, id=f"{name}-hint", class_name="hint")
    use = rx.el.button(
        f"Usar {offer}",
        type="button",
        class_name="btn ghost",
        data_use_in=name,
        data_text=offer,
        on_click=on_use,
    )
    return rx.el.div(
        rx.el.div(
            rx.el.label(label, html_for=name),
            *([hint_line] if said(hint) else []),
            class_name="number-text",
        ),
        rx.el.input(
            type="text",
            input_mode="numeric",
            auto_complete="off",
            default_value=value,
            aria_required="true",
            class_name="control",
            **ties(name, error=error, hint=hint),
            **given(on_change=on_change),
        ),
        # The region is always there, so that a change is read out.
        rx.el.div(
            *present(tag, rx.el.span(tag, class_name="tag")),
            *present(note, rx.el.p(note, class_name=when(warns, "hint warns", "hint"))),
            *present(offer, use),
            role="status",
            class_name="number-mark",
        ),
        message(name, error),
        class_name="number-row",
    )
