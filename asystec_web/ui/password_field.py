"""A secret that can be looked at while it is typed."""

import reflex as rx

from asystec_web.ui.field import field, ties
from asystec_web.ui.words import Handler, Words, given


def password_field(  # noqa: PLR0913 - every parameter is an attribute of the control
    name: str,
    label: Words,
    *,
    error: Words = "",
    hint: Words = "",
    autocomplete: str = "current-password",
    inputmode: str = "",
    maxlength: int | None = None,
    placeholder: str = "",
    on_blur: Handler = None,
) -> rx.Component:
    """Render a password control; it never starts with a value.

    The button's name changes with what it does next, so it is no pressed toggle:
    "hide, pressed" would say the opposite of what is seen.
    """
    control = rx.el.input(
        type="password",
        auto_complete=autocomplete,
        spell_check=False,
        auto_capitalize="none",
        class_name="control",
        data_secret="",
        aria_required="true",
        **ties(name, error=error, hint=hint),
        **given(
            input_mode=inputmode,
            max_length=maxlength,
            placeholder=placeholder,
            on_blur=on_blur,
        ),
    )
    reveal = rx.el.button(
        rx.el.span("Mostrar", class_name="when-hidden"),
        rx.el.span("Ocultar", class_name="when-shown"),
        type="button",
        class_name="reveal",
        aria_label="Mostrar lo escrito",
        aria_controls=name,
        data_reveal=name,
    )
    pair = rx.el.div(control, reveal, class_name="secret")
    return field(name, label, pair, error=error, hint=hint)
