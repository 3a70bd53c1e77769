"""Documents to read numbers from: many files, chosen or dropped, or a text."""

from typing import Any

import reflex as rx

from asystec_web.ui.field import field, ties
from asystec_web.ui.text_field import text_field
from asystec_web.ui.words import Words

# Outside of every form: it is handed over at once, and never sent with the page.
_NO_FORM = "asystec-no-form"


def documents_field(
    name: str,
    label: Words,
    *,
    on_read: rx.event.EventType[Any],
    error: Words = "",
    hint: Words = "",
) -> rx.Component:
    """Render a control for many files.

    behaviours.js puts their names, and of XML files with other than official names the
    beginning, into the hidden control as JSON.
    """
    control = rx.el.div(
        rx.el.input(
            type="file",
            multiple=True,
            form=_NO_FORM,
            data_documents="",
            data_drops="",
            **ties(name, error=error, hint=hint),
        ),
        rx.el.div(
            rx.el.b("Elegir o soltar aquí"),
            rx.el.span(class_name="file-name"),
            class_name="control",
            aria_hidden="true",
        ),
        rx.el.textarea(
            hidden=True, form=_NO_FORM, auto_complete="off", on_change=on_read
        ),
        class_name="file",
    )
    return field(name, label, control, error=error, hint=hint)


def pasted_field(
    name: str, label: Words, action: Words, *, error: Words = "", hint: Words = ""
) -> rx.Component:
    """Render a place for a text, which goes the way of the files."""
    return text_field(
        name,
        label,
        error=error,
        hint=hint,
        multiline=True,
        required=False,
        autocomplete="off",
        form=_NO_FORM,
        spell_check=False,
        below=[
            rx.el.button(
                action, type="button", class_name="btn ghost", data_reads_text=name
            )
        ],
    )
